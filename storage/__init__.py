"""What is kept: named SQL, migrations and the repositories over them."""
