// SPDX-License-Identifier: Apache-2.0
// The pages of members, invitations and roles, each in its states.
import { knownTokens } from './known-account.ts'
import { knownMembers } from './known-members.ts'
import { get, getAs, type Visit } from './visit.ts'

export const memberPages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /members': {
    'whose members': getAs('platform-administrator', '/members'),
    'no such authority': getAs('platform-administrator', '/members?q=zzzz'),
    'members of the platform': getAs('platform-administrator', '/members?authority=platform&done=ended'),
    'members, as their administrator': getAs('authority-administrator', '/members'),
    'members, as a colleague': getAs('caseworker', '/members'),
  },
  'GET /members/invite': {
    'an invitation to write': getAs('authority-administrator', '/members/invite?authority=xa-authority-north'),
    'an invitation that is not theirs to write': getAs('expert', '/members/invite?authority=xa-authority-north'),
  },
  'POST /members/invite': {
    'an invitation with flaws': {
      path: '/members/invite?authority=xa-authority-north',
      sends: { name: ' ', address: 'x', role: 'x', part: 'x', until: 'x' },
      as: 'authority-administrator',
    },
  },
  'GET /members/contacts/ask': {
    'a contact to ask': getAs('authority-administrator', '/members/contacts/ask?authority=xa-authority-north'),
    'a contact of no body': getAs(
      'authority-administrator',
      '/members/contacts/ask?authority=xa-authority-north&q=zzzz',
    ),
    'a contact that is not theirs to ask': getAs('expert', '/members/contacts/ask?authority=xa-authority-north'),
  },
  'POST /members/contacts/ask': {
    'a contact with flaws': {
      path: '/members/contacts/ask?authority=xa-authority-north',
      sends: { name: ' ', address: 'x', body: 'x' },
      as: 'authority-administrator',
    },
  },
  'GET /contact/:token': {
    'somebody is asked': get(`/contact/${knownMembers.contact}`),
    'somebody has confirmed': get(`/contact/${knownMembers.confirmedContact}?done=confirm`),
    'somebody has ended it': get(`/contact/${knownMembers.endedContact}`),
    'nobody was asked': get('/contact/x'),
  },
  'POST /contact/:token': {
    'an answer that comes too late': { path: `/contact/${knownMembers.endedContact}`, sends: { answer: 'confirm' } },
  },
  'GET /members/:id': {
    'a member': getAs('authority-administrator', `/members/${knownMembers.member}`),
    'a member who is away': getAs('authority-administrator', `/members/${knownMembers.away}`),
    'no member': getAs('authority-administrator', '/members/x'),
  },
  'POST /members/:id/change': {
    'a change with flaws': {
      path: `/members/${knownMembers.member}/change`,
      sends: { role: 'x', part: 'x', until: '2020-01-01' },
      as: 'authority-administrator',
    },
  },
  'POST /members/:id/end': {
    'an end without a reason': {
      path: `/members/${knownMembers.member}/end`,
      sends: {},
      as: 'authority-administrator',
    },
  },
  'POST /members/:id/absence': {
    'an absence with flaws': {
      path: `/members/${knownMembers.member}/absence`,
      sends: { from: '2027-02-02', to: '2027-02-01' },
      as: 'authority-administrator',
    },
  },
  'GET /invitation/:token': {
    'an invitation, before sign-in': get(`/invitation/${knownMembers.invitation}`),
    'an invitation to answer': getAs('holder', `/invitation/${knownMembers.invitation}`),
    'an invitation that was withdrawn': get(`/invitation/${knownMembers.withdrawn}`),
    'no invitation': get('/invitation/x'),
  },
  'POST /invitation/:token/set-up': {
    'an account for an invitation that was withdrawn': {
      path: `/invitation/${knownMembers.withdrawn}/set-up`,
      sends: {},
    },
  },
  'POST /invitation/:token/answer': {
    'an answer to an invitation that was withdrawn': {
      path: `/invitation/${knownMembers.withdrawn}/answer`,
      sends: { answer: 'yes' },
      as: 'holder',
    },
  },
  'GET /account/roles': {
    'the roles of a holder': getAs('holder', '/account/roles'),
    'the roles of a caseworker': getAs('caseworker', '/account/roles?done=accepted'),
  },
  'GET /permissions': {
    'who may do what': get('/permissions'),
    'who may do what, of one role': get('/permissions?role=auditor'),
    'what a member may do': getAs('authority-administrator', '/permissions'),
  },
  'GET /settings': {
    'settings of the platform': getAs('platform-administrator', '/settings'),
    'settings, no such authority': getAs('platform-administrator', '/settings?q=zzzz'),
  },
  'GET /settings/authority': {
    'settings of an authority': getAs(
      'authority-administrator',
      '/settings/authority?authority=xa-authority-north&done=1',
    ),
    'settings of another authority': getAs(
      'authority-administrator',
      '/settings/authority?authority=xa-authority-south',
    ),
  },
  'POST /settings/authority': {
    'settings with flaws': {
      path: '/settings/authority?authority=xa-authority-north',
      sends: { en: 'North', zh: '', contact: 'x' },
      as: 'authority-administrator',
    },
  },
  'GET /account/mandates': {
    'no mandates': getAs('holder', '/account/mandates'),
    'nothing to sign': getAs('holder', '/account/mandates?done=unsigned'),
  },
  'GET /account/mandates/sign/:token': {
    'a mandate to sign': getAs('holder', `/account/mandates/sign/${knownTokens.mandate}`),
  },
  'POST /account/mandates': {
    'a mandate with flaws': { path: '/account/mandates', sends: { address: 'x', until: '2020-01-01' }, as: 'holder' },
  },
}
