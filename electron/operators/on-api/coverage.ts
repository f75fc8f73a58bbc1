import type { Covered } from '../coverage.ts'

const ORDERING = 'Activating, changing and ending services is selling them: done in the service provider’s own system. Orders are shown.'

/** Every endpoint of ON-API 2.6 (the document, and the public paths that it leaves out), in the document's order. */
export const coverage: readonly Covered[] = [
  { endpoint: 'GET /', usedBy: ['logIn', 'learnFeatures', 'probe', 'testConnection', 'availableChecks', 'fetchLineList'], note: 'What this operator offers, and `unsupportedFields`.' },
  { endpoint: 'GET /accesses/{accessId}', usedBy: ['lineByNid'] },
  { endpoint: 'GET /accesses/', usedBy: ['fetchLineList', 'testConnection'], note: 'Whole, or with `If-Modified-Since`; streamed into the writer.' },
  { endpoint: 'GET /dhcplookup/', usedBy: ['findByDhcp'] },
  { endpoint: 'Billing specification (the document gives no path)', usedBy: [], notUsed: 'Checking invoices: no work of a field engineer.' },
  { endpoint: 'GET /option82/{hex}', usedBy: ['findByDhcp'], note: 'Where `dhcplookup` is not there.' },
  { endpoint: 'GET /orders/', usedBy: ['accessOrders'], note: 'By `accessId`.' },
  { endpoint: 'POST /orders/', usedBy: [], notUsed: ORDERING },
  { endpoint: 'GET /orders/{id}', usedBy: [], notUsed: 'The list of an access’ orders gives each of them whole.' },
  { endpoint: 'PUT /orders/{id}', usedBy: [], notUsed: ORDERING },
  { endpoint: 'PATCH /orders/{id}', usedBy: [], notUsed: ORDERING },
  { endpoint: 'GET /orderevents/', usedBy: [], notUsed: 'For systems that follow every order of a provider; the orders of the access on screen are asked for when it is opened.' },
  { endpoint: 'GET /services/{accessId}', usedBy: ['lineByNid'] },
  { endpoint: 'GET /services/', usedBy: ['fetchLineList'] },
  { endpoint: 'GET /subscriptions/{accessId}', usedBy: ['lineByNid'] },
  { endpoint: 'GET /subscriptions/', usedBy: ['fetchLineList', 'testConnection'] },
  { endpoint: 'GET /events/', usedBy: ['fetchLineList'], note: 'A hint which accesses to ask for again, not a record.' },
  { endpoint: 'GET /tech/cpe/{accessId}/status', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tech/access/{accessId}/hardware', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tech/access/{accessId}/link/igmpsnooping', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tech/access/{accessId}/link/leaseinfo', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tech/access/{accessId}/link/status', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tech/access/{accessId}/link/macaddresstable', usedBy: ['liveQuery'] },
  { endpoint: 'GET /tickets', usedBy: ['ticketsOf', 'openTickets', 'ticketPage', 'testConnection'] },
  { endpoint: 'POST /tickets', usedBy: ['createTicket'], note: 'With a reference of our own in `spTicketReference`, by which it is recognised before it is ever sent again.' },
  { endpoint: 'GET /tickets/{coTicketReference}', usedBy: ['ticket', 'ticketsOf', 'openTickets'] },
  { endpoint: 'PATCH /tickets/{coTicketReference}', usedBy: ['addTicketComment', 'changeTicket'] },
]
