"""`content prove`: whether a content pack (内容包) does what it must, whatever is true or answered."""

import sys
from pathlib import Path

import typer

from bot.cli.shelf import library_of
from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.content.schema import Pack
from bot.dialog.proof.claim import Claim
from bot.dialog.proof.proving import assignments_of, prove


def prove_folder(folder: Path | None, seed: int) -> int:
    """Print every claim about the pack in `folder` and return the exit code."""
    folder = folder or DEFAULT_FOLDER
    match read_pack(folder):
        case list() as problems:
            for problem in problems:
                print(problem)
            return 1
        case pack:
            return _report(folder, seed, pack, _proven(pack, seed))


def _proven(pack: Pack, seed: int) -> list[Claim]:
    """Prove with a bar on standard error, so that what is printed can be kept."""
    router = library_of(pack).router
    with typer.progressbar(
        length=assignments_of(pack.scenarios),
        label="proving",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        update_min_steps=5000,
    ) as bar:
        return list(prove(pack, router, seed=seed, tick=bar.update))


def _report(folder: Path, seed: int, pack: Pack, claims: list[Claim]) -> int:
    for claim in claims:
        print("\n".join(claim.lines()))
    failed = sum(not claim.holds for claim in claims)
    size = f"{len(claims)} claims over {assignments_of(pack.scenarios):,} assignments, seed {seed}"
    print(f"{folder}: {size}: {f'{failed} do not hold' if failed else 'all hold'}")
    return 1 if failed else 0
