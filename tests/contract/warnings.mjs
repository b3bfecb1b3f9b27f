// Ends with 1 unless Redocly's JSON report on standard input is without errors and warnings; prints what there is.
let text = '';
for await (const piece of process.stdin) text += piece;
const { totals, problems } = JSON.parse(text);
for (const p of problems) console.log(`${p.severity} ${p.ruleId}: ${p.message} at ${p.location?.[0]?.pointer ?? ''}`);
process.exit(totals.errors + totals.warnings === 0 ? 0 : 1);
