"""`copy-database`: everything of one database into another, checked row by row (搬迁)."""

import asyncio
import sys

import typer

from bot.errors import reader_language
from storage.copying import Copied, copy
from storage.opening import opened

_SAID = {
    "zh": {"done": "复制完毕，逐行核对一致：", "table": "  {table}：{rows} 行"},
    "en": {"done": "Copied, and every row compared:", "table": "  {table}: {rows} rows"},
}


def copy_database(source: str, target: str) -> None:
    """Copy the database at the URL `source` into the one at `target`, and say what each table holds.

    Raises:
        StorageError: one of them cannot be used; or the target is not empty; or they differ afterwards.
    """
    said = _SAID[reader_language()]
    copied = asyncio.run(_copy(source, target))
    print(said["done"])
    for one in copied:
        print(said["table"].format(table=one.table, rows=one.sum.rows))


async def _copy(source: str, target: str) -> list[Copied]:
    async with opened(source) as origin, opened(target) as goal:
        return await copy(origin, goal, _Bar())


class _Bar:
    """A bar for each table, where somebody watches."""

    def __call__(self, table: str, seen: int, total: int) -> None:
        """Show how far a table is."""
        if not sys.stderr.isatty():
            return
        share = f"{table}: {seen}/{total}"
        typer.echo(f"\r{share:<60}", nl=seen >= total, err=True)
