// SPDX-License-Identifier: Apache-2.0
import type { Question } from '../assessment.ts'
import type { Test } from './test-fact.ts'

interface Entry {
  question: Question
  members: Set<string>
  rules: Set<string>
  findings: number
}

/** Gathers what can still be asked, set members under their set, the most decisive first. */
export class QuestionList {
  private readonly entries = new Map<string, Entry>()
  private readonly counted = new Set<string>()
  private finding = 0

  /** Notes that the answer to `test` can change a finding of `rule`. */
  add(test: Test, rule: string): void {
    if (test.asks === null) return
    const key = test.member?.set ?? test.key
    let entry = this.entries.get(key)
    if (entry === undefined) {
      const question: Question = { key, ...test.asks, decides: [] }
      if (test.options !== undefined) question.options = [...test.options]
      entry = { question, members: new Set(), rules: new Set(), findings: 0 }
      this.entries.set(key, entry)
    }
    entry.rules.add(rule)
    if (test.member !== undefined) entry.members.add(test.member.name)
    const once = `${this.finding} ${key}`
    if (!this.counted.has(once)) entry.findings++
    this.counted.add(once)
  }

  /** Ends the finding at hand: several members of one set count as one question to it. */
  next(): void {
    this.finding++
  }

  ordered(): Question[] {
    const entries = [...this.entries.values()]
    entries.sort((a, b) => b.findings - a.findings || (a.question.key < b.question.key ? -1 : 1))
    return entries.map(({ question, members, rules }) => {
      question.decides = [...rules].sort()
      if (members.size > 0) question.options = [...members].sort()
      return question
    })
  }
}
