"""`content new`: a commented skeleton (骨架) for the content pack of another measure."""

from collections.abc import Mapping
from pathlib import Path

from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.content.loading import FILES, TEXT_FILES
from bot.errors import NoPlaceForPack, reader_language

SKELETON = Path(__file__).parent.parent / "skeleton"
"""The files of a made-up measure, with comments for an author who writes no code."""
_NOT_EMPTY = ("里面已经有东西", "it is not empty")
_A_FILE = ("它是一个文件", "it is a file")

_NEXT = {
    "zh": """\
{folder} 里有一个可以用的内容包，里面的办法是编出来的示例。接下来：
1. 在 measure.yaml 里换成您的文本，一字不改；每个字段的意思写在文件里。
2. 再改 scenarios.yaml、examples.yaml、utterances.yaml 和 ladders.yaml。
3. texts.zh.yaml、texts.en.yaml 是助手说的话，里面把来源叫作“公开报道”；您的来源不同就改。
4. 每改一处就检查一遍：python -m bot content check {folder}
5. 看哪里还有空缺：python -m bot content coverage {folder}
6. 试用：把环境变量 BOT_CONTENT_DIR 设为 {folder}，再运行 python -m bot run""",
    "en": """\
{folder} has a content pack that works; the measure in it is a made-up example. Next:
1. Put your text into measure.yaml, word for word; each file says what its fields mean.
2. Then change scenarios.yaml, examples.yaml, utterances.yaml and ladders.yaml.
3. texts.zh.yaml and texts.en.yaml are what the assistant says. They call the source a news report;
   change that where yours is another.
4. After every change: python -m bot content check {folder}
5. To see what is missing: python -m bot content coverage {folder}
6. To try it: set BOT_CONTENT_DIR to {folder} and run python -m bot run""",
}


def new_folder(folder: Path) -> None:
    """Write the skeleton of a content pack into `folder`, and print what to do next.

    Raises:
        NoPlaceForPack: something is there already, or nothing can be written there.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise NoPlaceForPack(folder=folder, reason=_A_FILE)
        if folder.is_dir() and any(folder.iterdir()):
            raise NoPlaceForPack(folder=folder, reason=_NOT_EMPTY)
        for name, text in _files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NoPlaceForPack(folder=folder, reason=error.strerror or error) from error
    print(_NEXT[reader_language()].format(folder=folder))


def _files() -> Mapping[str, str]:
    """Return the text of each file; what the assistant says is as in the pack it comes with."""
    sources = dict.fromkeys(FILES, SKELETON) | dict.fromkeys(TEXT_FILES.values(), DEFAULT_FOLDER)
    schemas = (DEFAULT_FOLDER / "schema").glob("*.schema.json")
    sources |= {f"schema/{path.name}": DEFAULT_FOLDER for path in schemas}
    return {name: (source / name).read_text(encoding="utf-8") for name, source in sources.items()}
