// SPDX-License-Identifier: Apache-2.0
// Writes a folder of law again and again, every file of it with the number of the round. Meant to be killed.
import { writeWhole } from '../../../src/instruments/index.ts'

const [folder = ''] = process.argv.slice(2)
const names = ['instrument.yaml', 'qualifications.csv', 'awarding-bodies.csv', 'catalogues/main.csv']
for (let round = 1; ; round++) {
  await writeWhole(folder, new Map(names.map((name) => [name, `${round}\n${'x'.repeat(100_000)}`])))
  if (round === 1) process.stdout.write('begun\n')
}
