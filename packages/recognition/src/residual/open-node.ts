// SPDX-License-Identifier: Apache-2.0
/** What is left of a condition once everything is filled in that does not depend on the person's days, facts, work and other credentials. */
import { type Evaluation, entering } from '../conditions/circumstances.ts'
import { type ExperienceNode, matchJob, monthsTest } from '../conditions/experience.ts'
import { ageState, factState, heldState, type State, statedState } from '../conditions/leaves.ts'
import { derivedFrom, mayTake } from '../credentials/derive.ts'
import { type Held, hypothetical } from '../credentials/person-view.ts'
import { isOther, levelState, qualificationState, selectorStates, speaksOf } from '../credentials/selector.ts'
import type { Node, RuleNode, SelectorNode } from '../link/node.ts'
import { allOf, anyOf, atLeastOf, normallyOf, notOf } from '../open/formula.ts'
import { BOOLEAN } from '../open/test-fact.ts'
import type { FactTest, FactValue } from '../rule.ts'
import type { Cell, CellState, Holding, OpenFormula, Unspoken, WorkCell } from './cell.ts'
import { nobody, RECORD, recordOf } from './record.ts'

/** Whether its day of issue is that of the record. */
const isDated = (held: Held): boolean => held.issuedAs === RECORD

const leaf = (cell: Cell): OpenFormula => ({ op: 'test', test: cell })

function fixed(state: State): OpenFormula {
  if (typeof state === 'string') return state === 'unknown' ? 'unmet' : state
  return leaf({ on: 'nothing', test: state })
}

const settled = (state: State): CellState => (state === 'unknown' ? 'unmet' : state)

/** A state that may turn with the day of issue of the record. */
function byIssue(held: Held, open: State, compute: (held: Held) => State): OpenFormula {
  if (typeof open === 'string' || !isDated(held) || open.key !== `credential:${RECORD}:issued`) return fixed(open)
  return leaf({
    on: 'issued',
    edges: open.edges.map(Number),
    read: (day) => settled(day === undefined ? open : compute({ ...held, issued: day })),
  })
}

export function openSelector(node: SelectorNode, held: Held, around: Evaluation): OpenFormula {
  const said = held.hypothesis !== null
  const statesOf = (one: Held): State[] => {
    const states: State[] = []
    selectorStates(node, one, around, (state, name) => {
      if (!said || name !== null) states.push(state)
    })
    return states
  }
  const parts = statesOf(held).map((state, at) => byIssue(held, state, (dated) => statesOf(dated)[at] ?? 'unmet'))
  return allOf(said ? [saidIdentity(node, held, around), ...parts] : parts)
}

/** The person may have said of a credential that is not stated which level it is, or whether they hold it. */
function saidIdentity(node: SelectorNode, { id, hypothesis }: Held, around: Evaluation): OpenFormula {
  const about = hypothesis ?? 'held'
  const fact = `credential:${id}:${about}`
  const read = (value: FactValue | undefined): CellState => {
    const facts = new Map(value === undefined ? [] : [[fact, value] as const])
    const held = hypothetical(id, about, { ...nobody({ facts }), answered: true }, id.slice(1))
    const states = [qualificationState(node, held), levelState(node, held, around)]
    if (isOther(node, held) || states.includes('unmet')) return 'unmet'
    return states.map(settled).find((state) => typeof state !== 'string') ?? 'met'
  }
  return leaf({ on: 'fact', fact, test: null, read })
}

export function openNode(node: Node, scope: Held | null, around: Evaluation): OpenFormula {
  switch (node.op) {
    case 'all':
      return allOf(node.children.map((child) => openNode(child, scope, around)))
    case 'any':
      return anyOf(node.children.map((child) => openNode(child, scope, around)))
    case 'atLeast':
      return atLeastOf(
        node.count,
        node.children.map((child) => openNode(child, scope, around)),
      )
    case 'not':
      return notOf(openNode(node.child, scope, around))
    case 'normally':
      return normallyOf(openNode(node.child, scope, around))
    case 'credential':
      return leaf({ on: 'holding', holding: holdingOf(node, around) })
    case 'is':
      return scope === null ? 'unmet' : openSelector(node.selector, scope, around)
    default:
      return openLeaf(node, scope, around)
  }
}

function openHeld(months: number, scope: Held, around: Evaluation): OpenFormula {
  return byIssue(scope, heldState(months, scope, around), (held) => heldState(months, held, around))
}

type Leaf = Exclude<Node, { op: 'all' | 'any' | 'atLeast' | 'not' | 'normally' | 'credential' | 'is' }>

function openLeaf(node: Leaf, scope: Held | null, around: Evaluation): OpenFormula {
  const { compiled, day, stack } = around
  switch (node.op) {
    case 'held':
      return scope === null ? 'unmet' : openHeld(node.months, scope, around)
    case 'stated':
      return scope === null ? 'unmet' : fixed(statedState(node.name, node.value, scope, { ...around, view: nobody() }))
    case 'fact':
      return leaf({
        on: 'fact',
        fact: node.test.fact,
        test: node.test as FactTest,
        read: (value) => {
          const facts = new Map(value === undefined ? [] : [[node.test.fact, value] as const])
          return settled(factState(node.test, { compiled, day, view: nobody({ facts }) }))
        },
      })
    case 'age': {
      const read = (birth: number | undefined): CellState =>
        settled(
          ageState(node.atLeast, node.atMost, { compiled, day, view: nobody(birth === undefined ? {} : { birth }) }),
        )
      const open = read(undefined)
      return typeof open === 'string' ? open : leaf({ on: 'birth', edges: open.edges.map(Number), read })
    }
    case 'experience':
      return leaf(workCell(node, scope, around))
    default: {
      const key = `undetermined:${stack.at(-1)?.rule.id}:${node.path}:${scope?.id}`
      return fixed({ key, asks: null, domain: BOOLEAN, edges: [], accepts: (value) => value === true })
    }
  }
}

function workCell(node: ExperienceNode, scope: Held | null, around: Evaluation): WorkCell {
  const { relevant: _, ...selector } = node.selector
  const relevant = node.selector.relevant === undefined ? null : scope?.root === RECORD ? 'record' : 'other'
  return {
    on: 'work',
    months: node.months,
    within: node.within,
    award: scope === null ? null : (node.selector.award ?? null),
    dated: scope !== null && isDated(scope),
    relevant,
    match: (job) => {
      const whole = { from: undefined, end: undefined, relevantTo: undefined, occupation: job.occupation }
      const seen = { ...whole, place: job.place, capacity: job.capacity }
      return matchJob(seen, { ...selector, relevant: undefined }, scope, around)
    },
    matching: JSON.stringify([selector.occupation, selector.place, selector.capacity]),
    open: settled(monthsTest(node, scope, 0, null)),
  }
}

// --- further credentials ---

type CredentialNode = Extract<Node, { op: 'credential' }>

function holdingOf(node: CredentialNode, around: Evaluation): Holding {
  return {
    name: nameOf(node),
    derived: mayBeDerived(node, around),
    forKind: (kind) => {
      const held = recordOf(kind, around)
      return held.revoked || isOther(node.selector, held) ? 'unmet' : forHeld(node, held, around)
    },
    unspoken: unspokenFor(node, around),
  }
}

/** Equal for conditions that are equal wherever they stand; what a source leaves out is never equal. */
function nameOf(node: CredentialNode): string {
  let apart = false
  const name = JSON.stringify([node.selector.selector, node.where], (key, value: unknown) => {
    if (value === 'undetermined') apart = true
    return key === 'path' || key === 'reasons' ? undefined : value instanceof Set ? [...value] : value
  })
  return apart ? `${node.path} ${name}` : name
}

function forHeld(node: CredentialNode, held: Held, around: Evaluation): OpenFormula {
  const selected = openSelector(node.selector, held, around)
  return node.where === null ? selected : allOf([selected, openNode(node.where, held, around)])
}

function unspokenFor(node: CredentialNode, around: Evaluation): Unspoken[] {
  const { levels, frameworks, qualifications } = node.selector
  if (levels !== null) {
    return frameworks.map((framework) => ({
      spokenBy: (kind) => speaksOf(recordOf(kind, around), framework),
      formula: forHeld(node, hypothetical(`?${framework}`, 'level', nobody(), framework), around),
    }))
  }
  if (qualifications === null) return []
  const first = [...qualifications].sort()[0] ?? ''
  return [
    {
      spokenBy: (kind) => {
        const { qualification } = recordOf(kind, around)
        return qualification === undefined || qualifications.has(qualification ?? '')
      },
      formula: forHeld(node, hypothetical(`?${first}`, 'held', nobody(), first), around),
    },
  ]
}

/** Whether any outcome of a rule could be taken: of a kind that the selector accepts, and not plainly another credential. */
function mayBeDerived({ selector }: CredentialNode, around: Evaluation): boolean {
  const kinds = selector.selector.derived
  const taker = around.stack.at(-1)
  if (kinds === undefined || kinds.length === 0 || taker === undefined) return false
  return around.deriving.some((rule) => gives(rule, kinds, taker, around, selector))
}

function gives(
  rule: RuleNode,
  kinds: readonly string[],
  taker: RuleNode,
  around: Evaluation,
  selector: CredentialNode['selector'],
): boolean {
  if (around.stack.includes(rule)) return false
  const inner = entering(rule, around)
  return derivedFrom(rule, null, kinds, inner).some((held) => mayTake(taker, held) && !isOther(selector, held))
}
