// SPDX-License-Identifier: Apache-2.0
// The pages of nominations and consultations, each in its states.
import { knownNominations } from './known-nominations.ts'
import { get, getAs, type Visit } from './visit.ts'

const at = (name: keyof typeof knownNominations, more = '') => `/nominations/${knownNominations[name]}${more}`
const consulted = (name: keyof typeof knownNominations) => `/consultations/${knownNominations[name]}`

export const nominationPages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /nominations': {
    'nominations of a holder': getAs('holder', '/nominations'),
    'nominations that an authority received': getAs('law-editor', '/nominations'),
    'no nominations': getAs('school', '/nominations'),
  },
  'GET /nominations/new': { 'a nomination to write': getAs('employer', '/nominations/new') },
  'POST /nominations/new': {
    'a nomination with flaws': { path: '/nominations/new', sends: { capacity: 'employer' }, as: 'employer' },
  },
  'GET /nominations/:id': {
    'a nomination of which more is asked': getAs('holder', `${at('own')}?done=nominated`),
    'a nomination that was received': getAs('law-editor', at('submitted')),
    'a nomination of which the authority asked more': getAs('law-editor', at('asked')),
    'a nomination that nobody compares': getAs('law-editor', at('stuck')),
    'a nomination that was withdrawn': getAs('law-editor', at('withdrawn')),
    'a nomination that was compared': getAs('law-editor', at('compared')),
    'a nomination in consultation': getAs('law-editor', at('open')),
    'a nomination that was declined': getAs('law-approver', at('declined')),
    'a nomination that was answered': getAs('law-editor', at('answered')),
    'no such nomination': getAs('holder', '/nominations/x'),
  },
  'POST /nominations/:id/add': { 'nothing added': { path: at('own', '/add'), sends: {}, as: 'holder' } },
  'POST /nominations/:id/handle': {
    'a question that asks nothing': { path: at('submitted', '/handle'), sends: { do: 'ask' }, as: 'law-editor' },
    'a consultation without days': { path: at('compared', '/handle'), sends: { do: 'consult' }, as: 'law-editor' },
  },
  'GET /nominations/:id/compare': {
    'an interest to declare': getAs('expert', at('toDeclare', '/compare')),
    'a comparison to give': getAs('expert', at('toCompare', '/compare')),
  },
  'POST /nominations/:id/declare': {
    'nothing declared': { path: at('toDeclare', '/declare'), sends: {}, as: 'expert' },
  },
  'POST /nominations/:id/compare': {
    'a comparison with flaws': { path: at('toCompare', '/compare'), sends: { remark: 'x' }, as: 'expert' },
  },
  'GET /nominations/:id/take-up': {
    'what to take up, and no draft': getAs('law-editor', at('answered', '/take-up')),
    'what cannot be taken up yet': getAs('law-editor', at('open', '/take-up')),
  },
  'POST /nominations/:id/take-up': {
    'nothing to take it up into': { path: at('answered', '/take-up'), sends: { from: 'x' }, as: 'law-editor' },
  },
  'GET /consultations': {
    consultations: get('/consultations'),
    'consultations, signed in': getAs('holder', '/consultations'),
  },
  'GET /consultations/:id': {
    'a consultation': get(consulted('open')),
    'a consultation, signed in': getAs('holder', consulted('open')),
    'a consultation that was closed, with answers': get(consulted('closed')),
    'a consultation that came to nothing': get(consulted('declined')),
    'no such consultation': get('/consultations/x'),
  },
  'POST /consultations/:id': { 'an empty comment': { path: consulted('open'), sends: {}, as: 'holder' } },
}
