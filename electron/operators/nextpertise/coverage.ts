import type { Covered } from '../coverage.ts'

const ORDERING = 'Ordering and ending lines binds to contracts: done in the portal, by whoever may, not on a customer’s doorstep.'
const CATALOGUE = 'The catalogue of what can be ordered; a line names its own products in its record.'
const MONEY = 'Offers and prices: no work of a field engineer, and nobody should see amounts on a customer’s doorstep.'
const PROVISIONING = 'How a line logs in and is addressed is the network’s own set-up: changed from the office with all of it in sight. Circuits show what they have.'
const END_USERS = 'The customer’s administration; what an engineer finds wrong in it goes into a ticket.'
const MAIL = 'Mailboxes are no part of a line.'
const USERS = 'Users, rights and keys of the account, kept in the portal; an app that holds a password should not also make new ones.'

/** Every method that the document of Nextpertise (v1.22) names, by its endpoint, in the document's order. */
export const coverage: readonly Covered[] = [
  { endpoint: 'GET /jwt/log-in', usedBy: ['logIn'], note: 'With `jwt`: once for all waiting calls, again when the token is refused. With basic authentication never.' },

  { endpoint: 'broadband cancel_transaction', usedBy: [], notUsed: ORDERING },
  { endpoint: 'broadband carriercheck', usedBy: ['addressCheck'], note: 'Once for fibre and once for copper; error 003 is “nothing of that kind there”.' },
  { endpoint: 'broadband change_connection', usedBy: [], notUsed: ORDERING },
  { endpoint: 'broadband change_sla', usedBy: [], notUsed: ORDERING },
  {
    endpoint: 'broadband revise_transaction', usedBy: ['reviseTransaction'],
    note: 'The box of a line being delivered, and delivery on demand; its other changes of an order are the office’s.',
  },
  { endpoint: 'broadband list_available_subnetsizes', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband get_carrier_products', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband get_change_connection_options', usedBy: [], notUsed: ORDERING },
  { endpoint: 'broadband get_connection_report', usedBy: ['connectionReport'] },
  { endpoint: 'broadband list_contract_durations', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband get_accesslist', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband get_provider_products', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband request_offer', usedBy: [], notUsed: MONEY },
  { endpoint: 'broadband get_offer', usedBy: [], notUsed: MONEY },
  { endpoint: 'broadband list_offers', usedBy: [], notUsed: MONEY },
  { endpoint: 'broadband list_carriers', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband list_circuits', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband list_misc', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband list_slas', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband list_bandwidths', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband get_prices', usedBy: [], notUsed: MONEY },
  { endpoint: 'broadband get_recent_transaction', usedBy: ['transaction'] },
  { endpoint: 'broadband get_transaction', usedBy: [], notUsed: 'An order is reached by its line: `get_recent_transaction` gives the newest, and the events of the line those before it.' },
  { endpoint: 'broadband get_profile', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband get_change_summary', usedBy: [], notUsed: 'Sentences in HTML for whoever ordered a change; the order of the line says the same in fields.' },
  { endpoint: 'broadband list_auth_realms', usedBy: [], notUsed: PROVISIONING },
  {
    endpoint: 'broadband list_connections', usedBy: ['fetchLinePage', 'lineByNid', 'pppCredentials', 'testConnection'],
    note: 'One walk a state, 500 a page. The password of a circuit is fetched live when asked for, shown masked and never kept.',
  },
  { endpoint: 'broadband change_ont', usedBy: ['changeOnt'] },
  { endpoint: 'broadband change_contact', usedBy: ['changeContact'] },
  { endpoint: 'broadband list_events', usedBy: ['events'] },
  { endpoint: 'broadband list_accesslists', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband list_profiles', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband list_providers', usedBy: [], notUsed: CATALOGUE },
  { endpoint: 'broadband list_transactions', usedBy: [], notUsed: 'All orders of all lines are the office’s list; an engineer sees the order of the line at hand.' },
  { endpoint: 'broadband migrate_provisioning', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband order_connection', usedBy: [], notUsed: ORDERING },
  { endpoint: 'broadband replan_transaction', usedBy: ['replanTransaction'] },
  { endpoint: 'broadband set_accesslist', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband set_enduser', usedBy: [], notUsed: END_USERS },
  { endpoint: 'broadband set_provisioning', usedBy: [], notUsed: PROVISIONING },
  { endpoint: 'broadband set_tags', usedBy: ['setTags'], note: 'Replaces all tags of a NID: sent only where they are still those the change was based on.' },
  { endpoint: 'broadband list_promos', usedBy: [], notUsed: 'Advertisements for an order page.' },
  { endpoint: 'broadband terminate_connection', usedBy: [], notUsed: ORDERING },
  { endpoint: 'broadband zipcode', usedBy: [], notUsed: 'The same question for ordering, with every product’s number and conditions: the address check asks the basic one.' },

  { endpoint: 'broadband/basic zipcode', usedBy: ['addressCheck'], note: 'In the room for addresses; a supplier that failed is named beside the others.' },
  { endpoint: 'broadband/basic list_providers', usedBy: [], notUsed: CATALOGUE },

  {
    endpoint: 'broadband/diagnostics diagnose', usedBy: ['startCheck'],
    note: 'FTTH, ONT, ONT LAN, SELT and DELT; the intent is in the journal before it leaves, and it is never repeated by itself.',
  },
  { endpoint: 'broadband/diagnostics force_disconnect', usedBy: ['forceDisconnect'] },
  { endpoint: 'broadband/diagnostics get_authlog', usedBy: ['loginAttempts'] },
  { endpoint: 'broadband/diagnostics get_report', usedBy: ['remoteReport'] },
  { endpoint: 'broadband/diagnostics list_available_diagnostics', usedBy: ['availableChecks'] },
  { endpoint: 'broadband/diagnostics list_reports', usedBy: ['listReports', 'testConnection'], note: 'Also to find a test whose answer was lost.' },

  { endpoint: 'postcodes get_housenrs', usedBy: ['addressCheck'], note: 'Where the number is not known: which ones there are.' },
  { endpoint: 'postcodes get_housenrext', usedBy: ['addressCheck'], note: 'In the room for addresses.' },

  { endpoint: 'enduser del_enduser', usedBy: [], notUsed: END_USERS },
  { endpoint: 'enduser get_enduser', usedBy: ['endUser'] },
  { endpoint: 'enduser list_endusers', usedBy: ['endUsers'], note: 'Whole, with each synchronisation: the names one searches by.' },
  { endpoint: 'enduser set_enduser', usedBy: [], notUsed: END_USERS },

  { endpoint: 'email create_forwarder', usedBy: [], notUsed: MAIL },
  { endpoint: 'email create_mailbox', usedBy: [], notUsed: MAIL },
  { endpoint: 'email delete_forwarder', usedBy: [], notUsed: MAIL },
  { endpoint: 'email delete_mailbox', usedBy: [], notUsed: MAIL },
  { endpoint: 'email get_forwarders', usedBy: [], notUsed: MAIL },
  { endpoint: 'email get_mailbox_usage', usedBy: [], notUsed: MAIL },
  { endpoint: 'email get_mailboxes', usedBy: [], notUsed: MAIL },
  { endpoint: 'email get_ordered_products', usedBy: [], notUsed: MAIL },
  { endpoint: 'email update_forwarder', usedBy: [], notUsed: MAIL },
  { endpoint: 'email update_password', usedBy: [], notUsed: MAIL },

  { endpoint: 'attachments upload', usedBy: ['uploadAttachment'] },

  { endpoint: 'support create_ticket', usedBy: ['createTicket'], note: 'With a reference of our own, by which it is recognised before it is ever sent again.' },
  { endpoint: 'support get_ticket', usedBy: ['ticket'] },
  { endpoint: 'support list_tickets', usedBy: ['ticketsOf', 'openTickets', 'ticketPage', 'testConnection'] },
  { endpoint: 'support update_ticket', usedBy: ['addTicketComment', 'setTicketSolved'] },

  { endpoint: 'user get_profile', usedBy: ['testConnection', 'probe', 'logIn'], note: 'Says whether what was typed is right, and what the account may do.' },
  { endpoint: 'user list_profiles', usedBy: [], notUsed: USERS },
  { endpoint: 'user set_profile', usedBy: [], notUsed: USERS },
  { endpoint: 'user del_profile', usedBy: [], notUsed: USERS },
  { endpoint: 'user list_roles', usedBy: [], notUsed: USERS },
  { endpoint: 'user list_api_keys', usedBy: [], notUsed: USERS },
  { endpoint: 'user del_api_key', usedBy: [], notUsed: USERS },
  { endpoint: 'user set_api_key', usedBy: [], notUsed: USERS },
]
