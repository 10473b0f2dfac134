// The people's side of the local Bot API, as docs/sandbox.md states it.

/** The server understood and refused; its sentence says what to do. */
export class Refused extends Error {}

async function request(path, options) {
  const response = await fetch(`sandbox/${path}`, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw body.error ? new Refused(body.error) : new Error(`HTTP ${response.status}`);
  return body;
}

const post = (path, body) =>
  request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const loadState = () => request("state", { cache: "no-store" });

export const sendText = (message) => post("messages", message);

export const editText = (message) => post("edits", message);

export const pressKey = (press) => post("presses", press);

export const askInline = (query) => post("inline", query);

export const postCard = (card) => post("cards", card);

export const setBlocked = (userId, blocked) => post("blocks", { user_id: userId, blocked });

export const advanceClock = (seconds) => post("clock", { advance_seconds: seconds });

export function sendFile({ file, ...fields }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") form.append(name, value);
  }
  form.append("file", file, file.name);
  return request("files", { method: "POST", body: form });
}

export const fileUrl = (fileId) => `sandbox/files/${encodeURIComponent(fileId)}`;

/**
 * Hand every event after the given one to `receive`; settles when the connection is lost.
 * The caller reconnects, because a restarted server counts its events from the start again.
 */
export function followEvents(after, receive) {
  return new Promise((lost) => {
    const source = new EventSource(`sandbox/events?after=${after}`);
    source.onmessage = ({ data }) => receive(JSON.parse(data));
    source.onerror = () => {
      source.close();
      lost();
    };
  });
}
