// Recomputes a metapolicy report (.json, .html) or trail (.ndjson) without the database: node verify_trail.mjs FILE [SEQ:HASH]
// SEQ:HASH is a head that was kept elsewhere. Ends with 0 where all holds, else with 1 and what does not.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual as same } from "node:util";

const check = (holds, what) => {
  if (!holds) throw new Error(what);
};

export const verify = (file, head) => {
  let text = file;
  if (text.startsWith("<!DOCTYPE html>")) {
    const escaped = /<pre id="report">([^]*?)<\/pre>/.exec(text)[1];
    text = escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  }
  const rows = text.split("\n").filter((line) => line).map((line) => JSON.parse(line));
  const report = rows[0].chain ? rows[0] : null;
  const links = report ? report.chain : rows;
  const events = links.map((link) => JSON.parse(link.canonical));
  const erased = new Set();
  for (let i = events.length - 1; i >= 0; i--) {
    const { seq, action, evidence } = events[i];
    const own = createHash("sha256").update(links[i].canonical, "utf8").digest("hex");
    const listed = erased.has(`${seq} ${links[i].hash} ${own}`); // by a later erasure, which holds itself
    check(own === links[i].hash || listed, `event ${seq}: its text does not have its hash`);
    if (action === "PARTICIPANT_ERASED") {
      (JSON.parse(evidence).redacted ?? []).forEach((one) => erased.add(`${one.seq} ${one.hash} ${one.sha256}`));
    }
  }
  const first = events[0].seq;
  const family = events[0].meta_policy_id;
  let previous = first === 1 ? "0".repeat(64) : events[0].prev_hash;
  events.forEach((event, i) => {
    check(event.seq === first + i && event.prev_hash === previous, `event ${first + i} does not follow the one before`);
    check(event.meta_policy_id === family && event.id === `${family ?? ""}#${event.seq}`, `event ${event.seq} is of another chain`);
    previous = links[i].hash;
  });
  const last = first + events.length - 1;
  if (report) {
    const event = events.find((one) => one.id === report.event_id);
    const notes = events.filter((one) => one.annotates === event.id);
    check(report.format === "metapolicy-report/1" && first === 1, "it is no whole report");
    check(same(report.event, event), "the event told is not that of the chain");
    check(same(report.evidence, JSON.parse(event.evidence)), "the evidence told is not that of the chain");
    check(same(report.notes, notes), "the notes told are not those of the chain");
    check(same(report.head, { hash: previous, seq: last }), "the chain does not end with its head");
  }
  check(!head || events.some((one, i) => `${one.seq}:${links[i].hash}` === head), "the kept head is not in the chain");
  return `holds: events ${first} to ${last}, head ${last}:${previous}`;
};

export const verifyFile = (bytes, head) => verify(new TextDecoder("utf-8", { fatal: true }).decode(bytes), head);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(verifyFile(readFileSync(process.argv[2]), process.argv[3]));
  } catch (problem) {
    console.error(`does not hold: ${problem.message}`);
    process.exitCode = 1;
  }
}
