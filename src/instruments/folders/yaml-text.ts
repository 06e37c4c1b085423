// SPDX-License-Identifier: Apache-2.0
import { Document, isCollection, isMap, isScalar, isSeq, type Pair, visit } from 'yaml'

/**
 * The order in which keys are written, whatever the mapping: a database keeps none. What is not here (facts by their own names, further
 * languages) follows by the alphabet.
 */
const keyOrder = `
  en zh-CN
  rules id rule clause name jurisdiction kind kinds by where url article title number edition batch continues replaces earlierHolders action issuer published quality text
  parties fact stated is in purpose purposes asOf person birthDate credentials expect error verdict
  credential experience catalogue qualification class framework level levels from to includes before
  effective until status place places except supersedes subject signed inForce mode holdsFrom questions
  when all any not normally undetermined held of age within atLeast atMost relevant relevantTo award occupation capacity
  notFramework part benefit field country notCountry awardingBody issued issuedFrom issuedBefore expires listed derived classes years months
  target outcomes excludes exclusive overrides apply carries documents fee time benefits facts
  wholes parts
  hoursPerCredit units atMostShare rows validYears training work unit credits per
  authority direction a b scope fields occupations qualifications renewal committee meets decisions date rows equivalences
  suspended on terminated reason acquired
  coverage itemCount label items sources catalogues agreement
  acknowledgeWithin decideWithin extension appeal silence procedure summary source note clauses`
  .trim()
  .split(/\s+/)
const rank = new Map(keyOrder.map((key, position) => [key, position]))

/** Whether the place of a key is settled; a test asks it of every key of the format. */
export const hasPlace = (key: string): boolean => rank.has(key)

/** How long a list of plain values may be to stand on one line. */
const oneLine = 100

/** YAML that changes in few lines where the value changes a little: keys in one order, one text a line, lists of codes on one line. */
export function yamlText(value: unknown): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false, sortMapEntries: byPlace })
  visit(document, {
    Collection(_, node) {
      if (node.items.length === 0 || (isSeq(node) && isShort(node.items))) node.flow = true
    },
    Pair(_, { key, value: items }) {
      if (isScalar(key) && key.value === 'items' && isSeq(items)) {
        for (const item of items.items) if (isMap(item)) item.flow = true
      }
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function isShort(items: readonly unknown[]): boolean {
  if (items.some((item) => isCollection(item) || !isScalar(item))) return false
  return items.reduce<number>((sum, item) => sum + (isScalar(item) ? String(item.value).length + 2 : 0), 0) <= oneLine
}

function byPlace(a: Pair, b: Pair): number {
  const [one, other] = [keyOf(a), keyOf(b)]
  const apart = (rank.get(one) ?? keyOrder.length) - (rank.get(other) ?? keyOrder.length)
  if (apart !== 0) return apart
  return one < other ? -1 : 1
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key)
