// A decision loop by procedures alone: asks which version may act, acts, and records what came of all decisions at once.
// Arguments: url, user, password, meta-policy id, how many decisions. Prints one line of JSON.
// @ts-check
import neo4j from 'neo4j-driver';

/** @typedef {import('./metapolicy.d.ts').Rows} Rows */
const [url, user, password, metaPolicyId, decisions] = process.argv.slice(2);
const driver = neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });

/**
 * The rows of a procedure, in a transaction of its own that the driver repeats where a fault was of the moment.
 *
 * @template {keyof Rows} Name
 * @param {Name} name
 * @param {unknown[]} given its arguments
 * @param {'READ' | 'WRITE'} routing READ procedures may go to any member of a cluster
 * @returns {Promise<Rows[Name][]>}
 */
async function call(name, given, routing = 'WRITE') {
  const parameters = Object.fromEntries(given.map((value, i) => [`argument${i}`, value]));
  const query = `CALL ${name}(${Object.keys(parameters).map((key) => '$' + key).join(', ')})`;
  const { records } = await driver.executeQuery(query, parameters, { database: 'neo4j', routing });
  return records.map((record) => /** @type {Rows[Name]} */ (record.toObject()));
}

try {
  /** @type {import('./metapolicy.d.ts').SelectionContext} */
  const context = { coherence: 0.62, awareness: 'FULL', context_cluster: 'morning' };
  /** @type {import('./metapolicy.d.ts').RecordedDecision[]} */
  const rows = [];
  const served = new Set();
  for (let i = 0; i < Number(decisions); i++) {
    const [choice] = await call('metapolicy.select', [metaPolicyId, context], 'READ');
    if (choice.versionId === null) {
      continue; // nobody acts: nothing to record
    }
    served.add(choice.versionId);
    rows.push({
      version_id: choice.versionId,
      // An id of your own: the same call may be repeated when no answer came.
      episode: { id: `javascript-${i}`, decision_id: choice.decisionId ?? undefined },
      outcome: { reward: 0.1 + (i % 3) / 10, human_override: i % 10 === 0 },
    });
  }
  const [recorded] = await call('metapolicy.recordAll', [rows]);
  const [again] = await call('metapolicy.recordAll', [rows]);
  const refreshed = await call('metapolicy.refreshTrust', [metaPolicyId]);
  let refusal = null;
  try {
    await call('metapolicy.recordAll', [[{ version_id: rows[0].version_id, episode: {}, outcome: { reward: 7 } }]]);
  } catch (error) {
    refusal = error instanceof neo4j.Neo4jError ? { code: error.code, message: error.message } : String(error);
  }
  console.log(JSON.stringify({ served: [...served], recorded, again, counted: refreshed[0].newOutcomes, refusal }));
} finally {
  await driver.close();
}
