"""Every handler, in order, with the reason for the order."""

from collections.abc import Collection

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.context import App, BotContext
from bot.handlers import (
    ask,
    buttons,
    calendar,
    checklist,
    checks,
    errors,
    evidence,
    guards,
    inline,
    itemlist,
    items,
    leaving,
    reading,
    reminded,
    search,
    staff,
    start,
)

_NEW = filters.UpdateType.MESSAGE


def build_application(bot: ExtBot[None], staff_ids: Collection[int]) -> App:
    """Return python-telegram-bot's application with our handlers, some for the staff only.

    It only dispatches: updates are fetched, ordered and acknowledged by `bot.ingest` and its
    sources, so there is no updater, no job queue and no concurrency inside.
    """
    application: App = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=BotContext))
        .build()
    )
    # First, and for every kind of update: what no other handler should see.
    application.add_handler(TypeHandler(Update, guards.guard), group=-1)

    commands = {
        "start": start.welcome,
        "help": start.help_command,
        "check": checklist.command,
        "checks": checks.command,
        "add": items.add_command,
        "items": itemlist.list_command,
        "find": search.find_command,
        "calendar": calendar.command,
        "today": reminded.today_command,
        "settings": reminded.settings_command,
        "cancel": leaving.command,
        "measure": reading.measure,
        "sources": reading.sources,
        "language": start.language,
        "privacy": start.privacy,
    }
    # Commands before texts: a command typed while an item is being added is a command.
    for name, handler in commands.items():
        application.add_handler(CommandHandler(name, handler, filters=_NEW))
    # To anyone else there is no such command.
    is_staff = filters.User(staff_ids)
    application.add_handler(CommandHandler("reload", staff.reload, filters=_NEW & is_staff))
    # The commands of sections are the pack's, which may change; after them no command is known.
    application.add_handler(MessageHandler(_NEW & filters.COMMAND, reading.section))
    # What is forwarded is not said by the person: it asks nothing, but may be something to be done.
    private = _NEW & filters.ChatType.PRIVATE
    forwarded = private & filters.FORWARDED & filters.TEXT
    application.add_handler(MessageHandler(forwarded, items.forwarded))
    application.add_handler(MessageHandler(_NEW & filters.TEXT, ask.question))
    files = private & (filters.PHOTO | filters.Document.ALL)
    application.add_handler(MessageHandler(files, evidence.received))
    # Members coming and going, pinned messages and the like say nothing to us.
    application.add_handler(MessageHandler(_NEW & ~filters.StatusUpdate.ALL, guards.not_text))
    application.add_handler(CallbackQueryHandler(buttons.press))
    application.add_handler(InlineQueryHandler(inline.offer))
    application.add_handler(ChatMemberHandler(start.membership))
    application.add_error_handler(errors.fail_unit)
    return application
