// Shows the clock that a relay passes on, and what arrives.
import { Session } from "./moq.js";

const show = (id, value) => (document.getElementById(id).textContent = value);
const decoder = new TextDecoder();
const seen = { objects: 0, bytes: 0, groups: 0, twice: 0 };
const kept = new Map(); // of the latest groups: which ids came, and what the first object said
const KEPT_GROUPS = 4;

function take(object) {
  const group = groupOf(object.group);
  if (group.ids.has(object.id)) {
    seen.twice++; // the live edge and what was fetched may overlap
    return;
  }
  group.ids.add(object.id);
  seen.objects++;
  seen.bytes += object.payload.length;
  if (object.status === 0) tick(group, object);
  show("objects", seen.objects);
  show("groups", seen.groups);
  show("bytes", seen.bytes);
  show("latest", `${object.group}:${object.id}`);
}

function groupOf(id) {
  if (!kept.has(id)) {
    kept.set(id, { ids: new Set(), minute: "…:" });
    seen.groups++;
    if (kept.size > KEPT_GROUPS) kept.delete(kept.keys().next().value);
  }
  return kept.get(id);
}

/** Each group is a minute: its first object the date up to the minute, each later one a second. */
function tick(group, object) {
  const text = decoder.decode(object.payload);
  if (object.id === 0n) group.minute = text;
  else show("clock", group.minute + text);
}

async function main() {
  const { url, sha256, namespace, track } = await (await fetch("config.json")).json();
  show("url", url);
  show("track", `${namespace.join("/")} ${track}`);
  const session = await Session.connect(url, sha256);
  show("state", "connected, draft-14");
  const since = performance.now();
  setInterval(() => show("rate", (seen.objects / ((performance.now() - since) / 1000)).toFixed(1)), 500);
  session.closed.then(
    () => show("state", session.failure ? `failed: ${session.failure.message}` : "the relay has closed the session"),
    (error) => show("state", `failed: ${session.failure?.message ?? error.message}`),
  );
  const end = await session.subscribe(namespace, track, take);
  show("state", `the track has ended: ${end.reason || "0x" + end.code.toString(16)}`);
}

main().catch((error) => show("state", `failed: ${error.message}`));
