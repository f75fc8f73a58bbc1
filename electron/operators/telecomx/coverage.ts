import type { Covered } from '../coverage.ts'

/**
 * Every endpoint that the TelecomX document and the README of the systems name, with its parameters, and what becomes of it: the method
 * of OperatorMethods that uses it, or why it is not used. Written out as the coverage page.
 */
export const coverage: readonly Covered[] = [
  {
    endpoint: 'POST /auth/login', usedBy: ['logIn'],
    note: 'Once for all waiting calls, again near the end of 15 minutes and after an `access_denied`. `smsKey` or `authenticatorToken` where the system wants one.',
  },
  { endpoint: 'POST /auth/login (cookie)', usedBy: [], notUsed: 'The token travels as the query parameter `token`; a cookie would be a second one to keep secret.' },
  { endpoint: 'POST /auth/login (persist)', usedBy: [], notUsed: 'Such a token never expires by itself: whoever found it could use it until somebody logs out.' },
  { endpoint: 'GET /internet/request (customer, reseller)', usedBy: ['walksOf', 'fetchLinePage', 'lineByNid', 'learnFeatures', 'testConnection', 'probe'], note: 'A walk for each id of the account’s settings, else of the log-in.' },
  { endpoint: 'GET /internet/request (offset, limit)', usedBy: ['fetchLinePage', 'lineByNid'], note: '500 a page, up to `total`; each page begins with the last record of the one before.' },
  { endpoint: 'GET /internet/request (state)', usedBy: ['fetchLinePage'], note: '`ANY`; whether there are offers is on the line itself.' },
  { endpoint: 'GET /internet/request (filter)', usedBy: ['walksOf'], note: 'The cities of what is kept.' },
  { endpoint: 'GET /internet/request (full)', usedBy: ['fetchLinePage', 'lineByNid'], note: 'Both forms of every page: each lacks something the other has.' },
  { endpoint: 'GET /internet/account (customer, reseller, offset, limit, full)', usedBy: ['walksOf', 'fetchLinePage', 'learnFeatures', 'testConnection', 'probe'], note: 'As requests.' },
  { endpoint: 'GET /internet/account (state)', usedBy: ['walksOf'], note: 'A walk for each of `ORDERED`, `CONFIRMED`, `ACTIVE` and `CANCELLED` that is kept.' },
  { endpoint: 'GET /internet/account (filter)', usedBy: ['walksOf'], note: 'The cities of what is kept.' },
  { endpoint: 'GET /internet/account (up)', usedBy: [], notUsed: 'It chooses lines instead of saying of each whether it is up; asking twice for everything would be stale at once.' },
  { endpoint: 'GET /internet/account/{id} (expand)', usedBy: ['lineByNid', 'missingDetails', 'lineDetails'], note: '`expand=true`: names beside ids, and the net settings; passwords are replaced on reading.' },
]
