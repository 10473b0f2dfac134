// Every word the page itself says, in Chinese and English, and how it writes times.
// What the assistant says comes from the server and is never translated here.

const TEXTS = {
  zh: {
    title: "助手试用",
    subtitle: "试用版 · 数据只在本机",
    skip: "跳到输入框",
    noAssistant: "助手",
    openPanel: "打开面板：用户、聊天、时钟",
    closePanel: "关闭面板",
    panel: "用户、聊天与时钟",
    users: "以谁的身份",
    chats: "聊天",
    role_cadre: "干部",
    role_staff: "工作人员",
    role_admin: "管理员",
    unread: "有新消息",
    privateChat: "与助手的聊天",
    group: "群聊",
    asUser: "您现在是{name}（{role}）",
    bot: "机器人",
    clock: "时钟",
    clockHint: "把时间往前拨，看提醒按时到来。只影响这个试用环境。",
    clockReal: "与实际时间一致",
    clockAhead: "比实际快 {span}",
    days: "{n} 天",
    hours: "{n} 小时",
    minutes: "{n} 分钟",
    seconds: "{n} 秒",
    advance3600: "+1 小时",
    advance86400: "+1 天",
    advance259200: "+3 天",
    advance864000: "+10 天",
    morning: "到下一个早上 9:00",
    appearance: "外观与语言",
    theme: "外观",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    language: "语言",
    chatMenu: "聊天菜单",
    block: "屏蔽助手",
    unblock: "解除屏蔽",
    blockedHint: "已屏蔽助手，它不能再给您发消息。",
    startHint: "点“开始”，助手才能给您发消息。",
    start: "开始",
    messages: "消息",
    greeting: "您好，先试三件事",
    greetingText: "这里是试用版：和正式版是同一个助手，数据只在本机，不会发到 Telegram。",
    tryTitle1: "问一句",
    try1: "搞招商引资出了失误，能容错吗",
    tryTitle2: "对照我的情况",
    tryTitle3: "记一件整改的事",
    groupGreeting: "群里还没有消息",
    groupText: "群里的话大家都看得到。发一条命令，或在消息里提到助手：{mention}",
    placeholder: "写消息…",
    placeholderFile: "加一句说明…",
    composer: "写消息。回车发送，Shift+回车换行，斜杠打开命令",
    send: "发送",
    save: "保存修改",
    attach: "添加文件或图片",
    commands: "命令菜单",
    commandList: "可用的命令",
    inlineList: "可以发出的卡片",
    via: "通过 {name}",
    noCommands: "助手还没有公布命令。",
    reply: "回复",
    replyTo: "回复 {name}",
    edit: "修改",
    editing: "修改消息",
    edited: "已编辑",
    cancel: "取消",
    removeFile: "去掉文件 {name}",
    expand: "展开全文",
    collapse: "收起",
    spoiler: "隐藏的内容，按一下显示",
    openImage: "打开图片",
    download: "下载 {name}",
    attached: "文件",
    photo: "图片",
    voice: "语音",
    sticker: "贴纸",
    unknownContent: "这种消息此页不显示",
    newTab: "{text}（在新标签页打开）",
    copied: "已复制",
    keyUnsupported: "这种按钮要在 Telegram 里用。",
    keySlow: "助手还没有回应这个按钮，可以再按一次。",
    typing: "正在输入…",
    sendingFile: "正在发送文件…",
    offline: "连不上助手，正在重试…",
    notSent: "没有发出去，写的内容还在。请稍后再发。",
    emptyFile: "这个文件是空的，请换一个。",
    longCaption: "文件的说明最多 1024 字，请缩短。",
    longText: "一条消息最多 4096 字，请缩短。",
    failed: "没有做成，请稍后再试。",
    toLatest: "到最新消息",
    ok: "知道了",
    dropHere: "松开即可添加文件",
    you: "您",
  },
  en: {
    title: "Assistant trial",
    subtitle: "Trial · data stays local",
    skip: "Skip to the message box",
    noAssistant: "Assistant",
    openPanel: "Open panel: users, chats, clock",
    closePanel: "Close panel",
    panel: "Users, chats and clock",
    users: "Acting as",
    chats: "Chats",
    role_cadre: "Cadre",
    role_staff: "Staff",
    role_admin: "Administrator",
    unread: "new messages",
    privateChat: "Chat with the assistant",
    group: "Group",
    asUser: "You are {name} ({role})",
    bot: "bot",
    clock: "Clock",
    clockHint: "Move time forward to watch reminders arrive. Only this trial is affected.",
    clockReal: "Same as real time",
    clockAhead: "{span} ahead of real time",
    days: "{n} d",
    hours: "{n} h",
    minutes: "{n} min",
    seconds: "{n} s",
    advance3600: "+1 h",
    advance86400: "+1 d",
    advance259200: "+3 d",
    advance864000: "+10 d",
    morning: "To the next morning, 9:00",
    appearance: "Appearance and language",
    theme: "Appearance",
    theme_system: "System",
    theme_light: "Light",
    theme_dark: "Dark",
    language: "Language",
    chatMenu: "Chat menu",
    block: "Block the assistant",
    unblock: "Unblock",
    blockedHint: "You blocked the assistant. It cannot write to you.",
    startHint: "Press Start so that the assistant may write to you.",
    start: "Start",
    messages: "Messages",
    greeting: "Hello. Three things to try",
    greetingText:
      "This is a trial: the same assistant as the real one, with its data on this computer only. Nothing goes to Telegram. It speaks Chinese first.",
    tryTitle1: "Ask a question",
    try1: "搞招商引资出了失误，能容错吗",
    tryTitle2: "Check my situation",
    tryTitle3: "Note a rectification item",
    groupGreeting: "No messages in this group yet",
    groupText: "Everyone here sees what you write. Send a command, or mention the assistant: {mention}",
    placeholder: "Write a message…",
    placeholderFile: "Add a caption…",
    composer: "Write a message. Enter sends, Shift+Enter breaks the line, slash opens the commands",
    send: "Send",
    save: "Save the change",
    attach: "Add a file or picture",
    commands: "Command menu",
    commandList: "Commands",
    inlineList: "Cards to post",
    via: "via {name}",
    noCommands: "The assistant has not published any command.",
    reply: "Reply",
    replyTo: "Reply to {name}",
    edit: "Edit",
    editing: "Edit message",
    edited: "edited",
    cancel: "Cancel",
    removeFile: "Remove the file {name}",
    expand: "Show all",
    collapse: "Show less",
    spoiler: "Hidden text, press to show",
    openImage: "Open picture",
    download: "Download {name}",
    attached: "File",
    photo: "Picture",
    voice: "Voice message",
    sticker: "Sticker",
    unknownContent: "This page does not show this kind of message",
    newTab: "{text} (opens in a new tab)",
    copied: "Copied",
    keyUnsupported: "This kind of button works in Telegram only.",
    keySlow: "The assistant has not answered this button yet. You can press it again.",
    typing: "typing…",
    sendingFile: "sending a file…",
    offline: "Cannot reach the assistant, trying again…",
    notSent: "Not sent; what you wrote is still here. Try again in a moment.",
    emptyFile: "This file is empty. Choose another one.",
    longCaption: "A caption has at most 1024 characters. Shorten it.",
    longText: "A message has at most 4096 characters. Shorten it.",
    failed: "That did not work. Try again in a moment.",
    toLatest: "To the latest message",
    ok: "OK",
    dropHere: "Drop to add the file",
    you: "You",
  },
};

const LOCALES = { zh: "zh-CN", en: "en-GB" };
/** Every time on the page is in one zone, that of the clock, so that they can be compared. */
const CLOCK_ZONE = "Asia/Shanghai";
const SPAN_UNITS = [
  ["days", 86400],
  ["hours", 3600],
  ["minutes", 60],
];

let language = "zh";

export const getLanguage = () => language;

export function setLanguage(wanted) {
  language = wanted in TEXTS ? wanted : "zh";
  document.documentElement.lang = LOCALES[language];
}

export const browserLanguage = () => (/^en\b/i.test(navigator.language ?? "") ? "en" : "zh");

export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? TEXTS.zh[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/** Fill in the elements that index.html marks with data-i18n and data-i18n-{attribute}. */
export function translatePage() {
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-i18n]")) {
    element.textContent = t(element.dataset.i18n);
  }
  for (const element of document.querySelectorAll("[data-i18n-label]")) {
    element.setAttribute("aria-label", t(element.dataset.i18nLabel));
    if (element.matches("button")) element.title = t(element.dataset.i18nLabel);
  }
}

const formatters = new Map(); // making one takes longer than using it a hundred times

function format(date, options) {
  const key = language + JSON.stringify(options);
  if (!formatters.has(key)) {
    const zoned = { timeZone: CLOCK_ZONE, ...options };
    formatters.set(key, new Intl.DateTimeFormat(LOCALES[language], zoned));
  }
  return formatters.get(key).format(date);
}

/** Hours and minutes of a message. */
export const formatTime = (date) =>
  format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** A date with its weekday; with a space between them in Chinese, too, for the eye. */
function dateWithWeekday(date, options) {
  const day = format(date, { ...options, month: "long", day: "numeric" });
  const weekday = format(date, { weekday: "short" });
  return language === "zh" ? `${day} ${weekday}` : `${weekday} ${day}`;
}

/** The line above the messages of a day. */
export const formatDay = (date) => dateWithWeekday(date, {});

export const formatFull = (date) => format(date, { dateStyle: "long", timeStyle: "medium" });

export function formatClock(date) {
  return { day: dateWithWeekday(date, { year: "numeric" }), time: formatTime(date) };
}

export function formatOffset(offsetSeconds) {
  if (offsetSeconds < 1) return t("clockReal");
  const parts = [];
  let rest = Math.floor(offsetSeconds);
  for (const [unit, size] of SPAN_UNITS) {
    if (rest >= size && parts.length < 2) parts.push(t(unit, { n: Math.floor(rest / size) }));
    rest %= size;
  }
  return t("clockAhead", { span: parts.join(" ") || t("seconds", { n: rest }) });
}

export function formatSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
