"""The command line: `python -m bot …`. Each command loads only what it needs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import AssistantError, reader_language

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="容错纠错助手: answers with the exact clause, a self-check, rectification reminders.",
)
content = typer.Typer(no_args_is_help=True, help="For authors of the content pack (内容包).")
cli.add_typer(content, name="content")
evaluation = typer.Typer(no_args_is_help=True, help="Score the assistant on a set of examples.")
cli.add_typer(evaluation, name="eval")


@cli.command()
def run() -> None:
    """Start the assistant: in trial mode with a web chat, or on Telegram when BOT_TOKEN is set."""
    from bot.cli.run import run_assistant

    run_assistant()


@cli.command()
def ask(
    text: Annotated[str, typer.Argument(help="The question.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    english: Annotated[bool, typer.Option("--english", help="Answer in English.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why, with scores and runners-up.")
    ] = False,
) -> None:
    """Answer one question without a chat."""
    from bot.cli.ask import ask_once

    ask_once(text, as_json=json, english=english, explain=explain)


@cli.command()
def declined(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Delete the record.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
) -> None:
    """List what people asked in vain, grouped; recorded only with BOT_RECORD_DECLINED."""
    from bot.cli.declined import clear_declined, list_declined

    if clear:
        clear_declined(is_sure=yes)
    else:
        list_declined(as_json=json)


@cli.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where backups are kept.")],
    keep: Annotated[int, typer.Option(help="How many are kept.", min=1)] = 7,
) -> None:
    """Back up the SQLite database, also while it is in use; compared, tried out, the oldest deleted."""
    from bot.cli.backups import back_up_now

    back_up_now(folder, keep)


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the data that is there.")] = False,
) -> None:
    """Put a backup in the place of the SQLite database, with the assistant stopped."""
    from bot.cli.backups import restore_from

    restore_from(file, force=force)


@cli.command("copy-database")
def copy_database(
    source: Annotated[
        str, typer.Argument(help="Where the data is: sqlite:///PATH or postgresql://…")
    ],
    target: Annotated[str, typer.Argument(help="Where it shall be: an empty database.")],
) -> None:
    """Copy everything into another database, compared row by row; run it again to go on after a break."""
    from bot.cli.copying import copy_database as copy_all

    copy_all(source, target)


@cli.command()
def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 where the schema is behind.")
    ] = False,
) -> None:
    """Bring the database to the newest schema without starting; a start does so too."""
    from bot.cli.migrate import migrate_database

    raise typer.Exit(migrate_database(check=check))


@cli.command()
def doctor() -> None:
    """Look whether an assistant can be started here; exit 1 and say what to do where it cannot."""
    from bot.cli.doctor import examine

    raise typer.Exit(examine())


@content.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
) -> None:
    """Check a content pack; exit 1 and list what is wrong where something is."""
    from bot.cli.content_check import check_folder

    raise typer.Exit(check_folder(folder))


@content.command()
def learn(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
) -> None:
    """Learn how people say it, so that the next start need not."""
    from bot.cli.learn import learn_folder

    raise typer.Exit(learn_folder(folder))


@content.command()
def schema(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
) -> None:
    """Write the JSON Schema files with which an editor completes and checks a content pack."""
    from bot.cli.content_check import write_schemas

    raise typer.Exit(write_schemas(folder))


@content.command()
def prove(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
    seed: Annotated[int, typer.Option(help="Of what is drawn at random.")] = 1,
) -> None:
    """Prove a content pack over all assignments; exit 1 with counterexamples where it fails."""
    from bot.cli.prove import prove_folder

    raise typer.Exit(prove_folder(folder, seed))


@content.command()
def coverage(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where there are holes.")] = False,
) -> None:
    """Show what of the measure a content pack makes use of, and where something is missing."""
    from bot.cli.coverage import cover_folder

    raise typer.Exit(cover_folder(folder, as_json=json, strict=strict))


@content.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The folder of the pack as it was.")],
    new: Annotated[Path, typer.Argument(help="The folder of the pack as it is now.")],
) -> None:
    """Show what changed between two content packs, and for which answers a verdict changes."""
    from bot.cli.diff import diff_folders

    raise typer.Exit(diff_folders(old, new))


@content.command()
def new(
    folder: Annotated[Path, typer.Argument(help="An empty folder, or one that is to be made.")],
) -> None:
    """Write a commented skeleton of a content pack for another measure."""
    from bot.cli.new import new_folder

    new_folder(folder)


@content.command()
def graph(
    folder: Annotated[Path | None, typer.Argument(help="The folder of the pack.")] = None,
    out: Annotated[Path, typer.Option(help="Where the pictures go.")] = Path("docs/scenarios"),
    check: Annotated[bool, typer.Option("--check", help="Only say what is not current.")] = False,
) -> None:
    """Draw each scenario and an overview, as SVG and as Mermaid."""
    from bot.cli.graph import graph_folder

    raise typer.Exit(graph_folder(folder, out, check=check))


@evaluation.command()
def questions(
    file: Annotated[Path, typer.Argument(help="One JSON object a line: id, q, kind, gold, note.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score the answers to a set of questions."""
    from bot.cli.eval import eval_questions

    eval_questions(file, as_json=json)


@evaluation.command()
def narratives(
    file: Annotated[
        Path, typer.Argument(help="One JSON object a line: id, text, gold_scenarios, expected …")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score what is understood of stories of a case: scenarios, facts, verdicts."""
    from bot.cli.eval import eval_narratives

    eval_narratives(file, as_json=json)


@evaluation.command()
def deadlines(
    file: Annotated[Path, typer.Argument(help="One JSON object a line: id, text, now, deadline.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score what is understood of deadlines in plain words: to the minute, or refused."""
    from bot.cli.eval import eval_deadlines

    eval_deadlines(file, as_json=json)


def main() -> None:
    """Run the command line; an error of ours is one sentence and an exit code, no traceback."""
    try:
        cli()
    except AssistantError as error:
        print(error.sentence(reader_language()), file=sys.stderr)
        sys.exit(error.exit_code)
