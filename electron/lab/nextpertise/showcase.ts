import { carrierNid, furnish } from './line.ts'
import { MORE_PLANS } from './showcaseMore.ts'
import documented from './documentLines.json' with { type: 'json' }
import type { DocumentedConnection, LabLine, LineWish } from './line.ts'

/** A named line with a known condition, at the same address and NID in every lab. */
export type LabShowcase = {
  key: string
  nid: string
  /** The data circuit, on which checks run. */
  circuitNid: string
  address: string
  condition: string
  describe: string
}

/** A named line, its condition and where it stands. */
export type ShowcasePlan = LineWish & {
  key: string
  housenr: number
  housenrext?: string
  technology: string
  condition: string
  describe: string
}

const STREET = 'Lijnzichtlaan'
const ZIPCODE = '2405LZ'
const PLACE = {
  street: STREET,
  zipcode: ZIPCODE,
  city: 'Alphen aan den Rijn',
  province: 'Zuid-Holland',
  municipality: 'Alphen aan den Rijn',
}

const PLANS: readonly ShowcasePlan[] = [
  { key: 'healthyFibre', housenr: 1, technology: 'gof', condition: 'healthy', describe: 'Point-to-point fibre, nothing wrong' },
  {
    key: 'ontNotRanged',
    housenr: 3,
    technology: 'xgsPon',
    condition: 'ontNotRanged',
    describe: 'The network does not hear the box',
  },
  { key: 'fibreNoLight', housenr: 5, technology: 'gof', condition: 'noLight', describe: 'No light from the house' },
  { key: 'fibreWeak', housenr: 7, technology: 'gof', condition: 'lightTooWeak', describe: 'Light from the house too weak' },
  { key: 'fibreSilent', housenr: 9, technology: 'gof', condition: 'fibreSilent', describe: 'Fibre fine, no device talks' },
  { key: 'wrongVlan', housenr: 11, technology: 'gof', condition: 'wrongVlan', describe: 'Router uses another VLAN' },
  {
    key: 'transmitterFault',
    housenr: 13,
    technology: 'gof',
    condition: 'transmitterFault',
    describe: "Operator's transmitter is faulty",
  },
  { key: 'lanDown', housenr: 15, technology: 'gpon', condition: 'lanDown', describe: 'Nothing on the LAN port of the box' },
  { key: 'deltaHealthy', housenr: 17, technology: 'deltaXgsPon', condition: 'healthy', describe: 'DELTA fibre, nothing wrong' },
  {
    key: 'deltaTooWeak',
    housenr: 19,
    technology: 'deltaXgsPon',
    condition: 'deltaTooWeak',
    describe: 'DELTA box receives too little light',
  },
  {
    key: 'deltaTooStrong',
    housenr: 21,
    technology: 'deltaXgsPon',
    condition: 'deltaTooStrong',
    describe: 'DELTA box receives too much light',
  },
  {
    key: 'deltaLanGone',
    housenr: 23,
    technology: 'deltaXgsPon',
    condition: 'deltaLanGone',
    describe: 'Router unplugged a moment ago',
  },
  { key: 'wrongPassword', housenr: 25, technology: 'gof', condition: 'wrongPassword', describe: 'Wrong password in the router' },
  { key: 'flapping', housenr: 27, technology: 'vdsl2', condition: 'flapping', describe: 'Logs in again and again' },
  {
    key: 'stuckSession',
    housenr: 29,
    technology: 'gpon',
    condition: 'stuckSession',
    describe: 'Stuck session; force disconnect cures it',
  },
  { key: 'neverReturns', housenr: 31, technology: 'gof', condition: 'sessionLost', describe: 'Session does not come back' },
  { key: 'blocked', housenr: 33, technology: 'gof', condition: 'blocked', describe: 'Blocked by the provider' },
  { key: 'inOrder', housenr: 35, technology: 'gof', condition: 'inOrder', describe: 'Change order is running' },
  {
    key: 'copperHealthy',
    housenr: 20,
    housenrext: 'A',
    technology: 'vdsl2',
    condition: 'healthy',
    describe: 'Copper, nothing wrong',
  },
  {
    key: 'copperModemOff',
    housenr: 20,
    housenrext: 'B',
    technology: 'vdsl2',
    condition: 'modemOff',
    describe: 'Modem off or unplugged',
  },
  {
    key: 'copperCut',
    housenr: 20,
    housenrext: 'C',
    technology: 'vdsl2',
    condition: 'cableCut',
    describe: 'Pair broken before the house',
  },
  {
    key: 'copperBonded',
    housenr: 20,
    housenrext: 'D',
    technology: 'bonded',
    condition: 'lowMargin',
    describe: 'Bonded pairs with too much noise',
  },
  { key: 'testFails', housenr: 37, technology: 'gpon', condition: 'testFails', describe: 'Tests end in an error' },
  {
    key: 'officeStatic',
    housenr: 39,
    technology: 'eurofiber',
    condition: 'healthy',
    provisioning: 'static',
    describe: 'Office fibre without login',
  },
]

/** Carrier sequence at a house number: extensions count up, A is the first. */
function planNid(plan: ShowcasePlan): string {
  const sequence = plan.housenrext === undefined ? 1 : plan.housenrext.charCodeAt(0) - 64
  return carrierNid(ZIPCODE, plan.housenr, sequence)
}

/** The named lines; the document's examples stand between the first ones and the later. */
export const labShowcase: readonly LabShowcase[] = [...PLANS, ...MORE_PLANS].map((plan) => ({
  key: plan.key,
  nid: planNid(plan),
  circuitNid: `${planNid(plan).slice(0, 13)}01`,
  address: `${STREET} ${plan.housenr}${plan.housenrext ?? ''}, ${ZIPCODE} ${PLACE.city}`,
  condition: plan.condition,
  describe: plan.describe,
}))

type DocumentPlan = LineWish & {
  nid: string
  zipcode: string
  street: string
  city: string
  housenr: number
  ext?: string
  verbatim?: DocumentedConnection
  enduser?: string
}

const ZUIDPOOL = { zipcode: '2408ZE', street: 'Zuidpoolsingel', city: 'Alphen aan den Rijn' }

/**
 * The connections of the Nextpertise document (list_connections, get_recent_transaction, get_transaction, v1.22); those of
 * documentLines.json are word for word. `house10` is the exception: the document asks for 2408ZE000100100 and answers with
 * 2408ZE000010100, so its shape is kept and its numbers are those that were asked for.
 */
const DOCUMENT: readonly DocumentPlan[] = [
  {
    ...ZUIDPOOL,
    nid: '2408ZE000010100',
    housenr: 1,
    technology: 'odidoFibre',
    provisioning: 'ppp',
    condition: 'healthy',
    state: 'ACTIVE',
    verbatim: documented.house1,
    enduser: '17a0ac8b-c6ae-4a2d-aa97-2554244ae6ac',
  },
  {
    ...ZUIDPOOL,
    nid: '2408ZE000100200',
    housenr: 10,
    ext: 'A',
    technology: 'gof',
    condition: 'healthy',
    state: 'ACTIVE',
    verbatim: documented.house10a,
    enduser: 'c0225608-3ce0-4f9d-a1a6-0e33599c8290',
  },
  {
    ...ZUIDPOOL,
    nid: '2408ZE000100100',
    housenr: 10,
    technology: 'vdsl2',
    condition: 'healthy',
    state: 'ACTIVE',
    verbatim: documented.house10,
    enduser: 'abcde123-0123-4abc-9876-012345678912',
  },
  {
    ...ZUIDPOOL,
    nid: '2408ZE000060100',
    housenr: 6,
    technology: 'vdsl2',
    condition: 'inOrder',
    state: 'ACTIVE',
    verbatim: documented.house6,
    enduser: '30b8f9ba-7dd1-4626-aed5-a6a2541bc08d',
  },
  { ...ZUIDPOOL, nid: '2408ZE000100300', housenr: 10, technology: 'gpon', condition: 'healthy', state: 'ACTIVE' },
  { ...ZUIDPOOL, nid: '2408ZE000080100', housenr: 8, technology: 'vdsl2', condition: 'healthy', state: 'ACTIVE' },
  { ...ZUIDPOOL, nid: '2408ZE000020100', housenr: 2, technology: 'vdsl2', condition: 'healthy', state: 'ACTIVE' },
  {
    zipcode: '1058TM',
    street: 'Westlandgracht',
    city: 'Amsterdam',
    nid: '1058TM000610100',
    housenr: 61,
    ext: '2',
    technology: 'gpon',
    condition: 'healthy',
    state: 'ACTIVE',
    verbatim: documented.westlandgracht61,
    enduser: 'a64889f7-63ea-4c1c-8ccb-ec28904496a7',
  },
  {
    zipcode: '1062AB',
    street: 'Louwesweg',
    city: 'Amsterdam',
    nid: '1062AB001370100',
    housenr: 137,
    technology: 'vdsl2',
    condition: 'healthy',
    state: 'ACTIVE',
  },
  {
    zipcode: '2584TX',
    street: 'Zwaardstraat',
    city: "'s-Gravenhage",
    nid: '2584TX000160100',
    housenr: 16,
    technology: 'gof',
    condition: 'healthy',
    state: 'ACTIVE',
  },
  {
    zipcode: '2231BZ',
    street: 'Valkenburgseweg',
    city: 'Rijnsburg',
    nid: '2231BZ000030100',
    housenr: 3,
    technology: 'adsl2plus',
    condition: 'healthy',
    state: 'ACTIVE',
  },
  {
    zipcode: '3901KV',
    street: 'Groeneveldselaan',
    city: 'Veenendaal',
    nid: '3901KV000210300',
    housenr: 21,
    technology: 'gpon',
    condition: 'healthy',
    state: 'PROCESSING',
    traits: { onDemand: true },
  },
]

/** Lines of the document that are still being delivered (order_connection, revise_transaction). */
const DELIVERIES: readonly DocumentPlan[] = [
  {
    zipcode: '3901KV',
    street: 'Groeneveldselaan',
    city: 'Veenendaal',
    nid: '3901KV000090200',
    housenr: 9,
    ext: 'A',
    technology: 'gpon',
    condition: 'healthy',
    state: 'PROCESSING',
    provisioning: 'ppp',
    traits: { onDemand: false },
  },
  {
    ...ZUIDPOOL,
    nid: '2408ZE000090100',
    housenr: 9,
    technology: 'vdsl2',
    condition: 'healthy',
    state: 'PROCESSING',
    traits: { onDemand: false },
  },
]

/** NIDs of lines that are being delivered: on demand, until the box is registered, and on a planned date. */
export const labDeliveries = { onDemand: '3901KV000210300', awaitsOnt: '3901KV000090200', planned: '2408ZE000090100' } as const

/** The lines with which every lab begins: the showcase, the document's own examples, and what was named later. */
export function specialLines(seed: number): readonly LabLine[] {
  const named = (plans: readonly ShowcasePlan[], first: number) => plans.map((plan, at) =>
    furnish(
      seed,
      first + at,
      planNid(plan),
      {
        ...PLACE,
        housenr: plan.housenr,
        housenrext: plan.housenrext ?? '',
        latitude: (52.1301 + plan.housenr / 10_000).toFixed(7),
        longitude: '4.6612000',
      },
      { state: 'ACTIVE', ...plan },
    ),
  ).map((line) => ({ ...line, active: true }))
  const shown = named(PLANS, 0)
  const documentLines = (plans: readonly DocumentPlan[], first: number) => plans.map((plan, at): LabLine => {
    const { nid, zipcode, street, city, housenr, ext, verbatim, enduser, ...wish } = plan
    const province = city === 'Amsterdam' ? 'Noord-Holland' : city === 'Veenendaal' ? 'Utrecht' : 'Zuid-Holland'
    const address = {
      street,
      housenr,
      housenrext: ext ?? '',
      zipcode,
      city,
      province,
      municipality: city,
      latitude: '52.1266051',
      longitude: '4.6533684',
    }
    const furnished = furnish(seed, first + at, nid, address, wish)
    const line: LabLine = { ...furnished, active: furnished.state === 'ACTIVE', enduserUuid: enduser ?? furnished.enduserUuid }
    return verbatim === undefined ? line : inDocumentsWords(line, verbatim)
  })
  const examples = documentLines(DOCUMENT, shown.length)
  const more = named(MORE_PLANS, shown.length + examples.length)
  return [...shown, ...examples, ...more, ...documentLines(DELIVERIES, shown.length + examples.length + more.length)]
}

function inDocumentsWords(line: LabLine, verbatim: DocumentedConnection): LabLine {
  const { active, carrier, circuits, location_contacts: contacts } = verbatim
  const { name, email, phonenumber } = contacts[0] ?? line.contact
  const vlans = [6, 7].slice(0, circuits.length)
  return { ...line, active, tags: carrier.tags, ontNumber: null, contact: { name, email, phonenumber }, vlans, verbatim }
}
