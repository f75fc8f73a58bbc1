import type { ShowcasePlan } from './showcase.ts'
import type { LabPort } from './traits.ts'

/** Neighbours share a line card of the document's DSLAM, or one fibre of its OLT. */
const onCard = (port: number): LabPort => ({ node: 'AL-AFQ-DSLA-1', card: 6, port })
const onFibre = (port: number): LabPort => ({ node: 'vri-poc-olt01', card: 3, pon: 5, port })

const flat = (housenrext: string, port: number, key: string, condition: string, describe: string): ShowcasePlan => ({
  key,
  housenr: 22,
  housenrext,
  technology: 'vdsl2',
  condition,
  describe,
  traits: { port: onCard(port) },
})
const onPon = (housenr: number, port: number, key: string, condition: string, describe: string): ShowcasePlan => ({
  key,
  housenr,
  technology: 'deltaXgsPon',
  condition,
  describe,
  traits: { port: onFibre(port) },
})

/** Lines with a past, with neighbours and with refusals. They stand behind the document's lines, so that none was renumbered. */
export const MORE_PLANS: readonly ShowcasePlan[] = [
  {
    key: 'fibreFading',
    housenr: 41,
    technology: 'gof',
    condition: 'lightMarginal',
    describe: 'Light from the house has been falling for a year',
    traits: { history: { reports: 44, fallDb: 3 } },
  },
  {
    key: 'deltaFading',
    housenr: 43,
    technology: 'deltaXgsPon',
    condition: 'deltaWeak',
    describe: 'Light at the box has been falling for a year',
    traits: { history: { reports: 40, fallDb: 3 } },
  },
  {
    key: 'copperFading',
    housenr: 45,
    technology: 'vdsl2',
    condition: 'littleMargin',
    describe: 'Noise margin has been getting worse for a year',
    traits: { history: { reports: 120, fallDb: 5 } },
  },
  {
    key: 'bondedPairNoisy',
    housenr: 47,
    technology: 'bonded',
    condition: 'lowMargin',
    describe: 'One of two bonded pairs has too much noise',
    traits: { badPair: 1 },
  },
  {
    key: 'bondedPairCut',
    housenr: 49,
    technology: 'bonded',
    condition: 'cableCut',
    describe: 'One of two bonded pairs is broken, the other carries on',
    traits: { badPair: 1 },
  },
  onPon(51, 11, 'areaOutage1', 'areaOutage', 'Dead together with its neighbours on the same fibre'),
  onPon(53, 12, 'areaOutage2', 'areaOutage', 'Dead together with its neighbours on the same fibre'),
  onPon(55, 13, 'areaOutage3', 'areaOutage', 'Dead together with its neighbours on the same fibre'),
  onPon(57, 14, 'areaOutage4', 'areaOutage', 'Dead together with its neighbours on the same fibre'),
  onPon(59, 15, 'areaSpared1', 'healthy', 'On the fibre of the dead ones, and well'),
  onPon(61, 16, 'areaSpared2', 'healthy', 'On the fibre of the dead ones, and well'),
  flat('A', 11, 'flatA', 'healthy', 'Flat on a shared line card, nothing wrong'),
  flat('B', 12, 'flatB', 'modemOff', 'Flat on a shared line card, modem off'),
  flat('C', 13, 'flatC', 'healthy', 'Flat on a shared line card, nothing wrong'),
  flat('D', 14, 'flatD', 'lowMargin', 'Flat on a shared line card, too much noise'),
  {
    key: 'copperWithFibre',
    housenr: 63,
    technology: 'vdsl2',
    condition: 'cableCut',
    describe: 'Pair broken, and finished fibre at the address',
    traits: { fibreReady: true },
  },
  {
    key: 'restless',
    housenr: 65,
    technology: 'gpon',
    condition: 'healthy',
    describe: 'Goes down and comes back by itself while it is watched',
    traits: { restless: 'lanDown' },
  },
  {
    key: 'refusesLimit',
    housenr: 67,
    technology: 'gpon',
    condition: 'healthy',
    describe: 'No more tests are allowed',
    traits: { refuses: 'limit' },
  },
  {
    key: 'refusesDelt',
    housenr: 69,
    technology: 'vdsl2',
    condition: 'healthy',
    describe: 'No DELT while the line is up',
    traits: { refuses: 'lineUp' },
  },
  {
    key: 'refusesRight',
    housenr: 71,
    technology: 'gof',
    condition: 'healthy',
    describe: 'Tests on this line need a right that is missing',
    traits: { refuses: 'right' },
  },
]
