"""What the buttons of a question say (答案的说法): yes and no are not always the words for it."""

from bot.dialog.actions import Answer
from bot.dialog.voice import Voice


def label(voice: Voice, element: str, answer: Answer) -> str:
    """Return the words for `answer` to the question of `element`."""
    content = voice.pack.scenarios
    labels = content.answers[content.elements[element].answers]
    words = {Answer.YES: labels.affirm, Answer.NO: labels.deny, Answer.UNCLEAR: labels.unclear}
    return words[answer].in_(voice.language)
