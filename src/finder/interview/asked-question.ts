// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../kernel/index.ts'
import { greetReader, type PageProps, type Words } from '../../ui/index.ts'
import type { AnswerDependencies } from '../answers/assess-person.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import {
  type Fields,
  type FormError,
  type FormQuestion,
  type FormState,
  readForm,
  readQuestion,
} from './answer-form.model.ts'
import { finderLists } from './finder-lists.ts'

export interface AskedDependencies extends AnswerDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

/** What is read of a request, and what is said about the answer before its body. */
interface Exchange {
  method: string
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
  body: unknown
  query: unknown
}

interface Heading {
  header(name: string, value: string | string[]): Heading
  type(contentType: string): Heading
}

/** A question as a page beside the answer got it. */
export interface Asked {
  words: Words
  theme: PageProps['theme']
  state: FormState
  law: LoadedLaw
  question: FormQuestion
  errors: FormError[]
}

/** Reads a question from the body of a form, or without answers from an address, and prepares a page that nobody stores. */
export async function askedQuestion(deps: AskedDependencies, request: Exchange, reply: Heading): Promise<Asked> {
  const sent = request.method === 'POST'
  const fields = ((sent ? request.body : request.query) ?? {}) as Fields
  const asked = { headers: request.headers, fields, baseUrl: deps.settings.baseUrl }
  const { words, theme } = greetReader(reply, { ...asked, kept: 'no-store' })
  const read = readForm(fields)
  const state = sent ? read : { ...read, answers: {} }
  const now = await deps.shelf.take(null)
  const lists = finderLists(now)
  const { question, errors } = readQuestion(state, {
    hold: lists.knowsHolding,
    place: lists.knowsPlace,
    texts: now.texts,
  })
  const law = question.knownOn === undefined || errors.length > 0 ? now : await deps.shelf.take(question.knownOn)
  return { words, theme, state, law, question, errors }
}

/** A page with another language or other colours: by address where nothing was answered, else by its form. */
export function addressesOf(path: string, address: string): NonNullable<PageProps['address']> {
  return (change) => {
    const query = new URLSearchParams(Object.entries(change))
    return `${path}?${[address, query.toString()].filter((part) => part !== '').join('&')}`
  }
}
