/** The families a check can tell apart; a condition belongs to one of them. */
export type LabFamily = 'copper' | 'gof' | 'kpnPon' | 'deltaPon' | 'other'

export type LabProvisioning = 'ppp' | 'vlan' | 'l2tp' | 'static'

export type LabTechnology = {
  key: string
  family: LabFamily
  /** Lines out of 1000 that use it. */
  perMille: number
  provisioning: readonly LabProvisioning[]
  /** Down and up, kbit/s. */
  speeds: readonly (readonly [down: number, up: number])[]
  carrier: CarrierProduct
}

export type CarrierProduct = {
  product_id: number
  name: string
  supplier: string
  network: string
  carriertype: string
  base_technology: string | null
  data_technology: string | null
  nlstype: string | null
  maxnls: number | null
  copper_pairs: number | null
  area: string | null
  distance: string | null
  download: number | null
  upload: number | null
  channel_type: string | null
  aggregated_carriertype: string | null
  aggregated_data_technology: string | null
  netcode_id: number | null
  test_label: boolean | null
}

const COMMON = {
  nlstype: null,
  maxnls: null,
  copper_pairs: null,
  area: null,
  distance: null,
  download: null,
  upload: null,
  channel_type: 'Ethernet',
  netcode_id: null,
  test_label: false,
}

function copper(
  id: number,
  name: string,
  technology: string,
  aggregated: string,
  pairs: number,
  type = 'Copper_only',
): CarrierProduct {
  return {
    ...COMMON,
    product_id: id,
    name,
    supplier: 'KPNWBA',
    network: 'KPNWBA',
    carriertype: type,
    base_technology: 'POTS',
    data_technology: technology,
    nlstype: 'NLS1',
    maxnls: 1,
    copper_pairs: pairs,
    aggregated_carriertype: 'Copper',
    aggregated_data_technology: aggregated,
  }
}

function fibre(
  id: number,
  name: string,
  supplier: string,
  network: string,
  base: string,
  technology: string | null,
): CarrierProduct {
  return {
    ...COMMON,
    product_id: id,
    name,
    supplier,
    network,
    carriertype: 'Fiber',
    base_technology: base,
    data_technology: technology,
    aggregated_carriertype: 'Fiber',
    aggregated_data_technology: 'Fiber',
  }
}

const NLS6 = { nlstype: 'NLS6', maxnls: 6, copper_pairs: 1 }
const FIBRE_SPEEDS = [
  [100_000, 100_000],
  [200_000, 200_000],
  [500_000, 500_000],
  [1_000_000, 1_000_000],
] as const
const OFFICE_SPEEDS = [
  [51_200, 51_200],
  [102_400, 102_400],
  [512_000, 512_000],
  [1_024_000, 1_024_000],
] as const

/** Every supplier and technology of the document; names and ids follow its examples where it has them. */
export const TECHNOLOGIES: readonly LabTechnology[] = [
  {
    key: 'vdsl2',
    family: 'copper',
    perMille: 200,
    provisioning: ['ppp'],
    speeds: [
      [30_720, 3_072],
      [51_200, 5_120],
      [102_400, 30_720],
    ],
    carrier: copper(118, 'DLM-WN/Copper_only/VDSL2_POTS/NLS1_ZTL', 'VDSL2', 'VDSL', 1),
  },
  {
    key: 'adsl2plus',
    family: 'copper',
    perMille: 70,
    provisioning: ['ppp'],
    speeds: [
      [8_192, 1_024],
      [20_480, 1_024],
    ],
    carrier: copper(610, 'ADSL2+ (non-shared line, NLS1, ZTL)', 'ADSL2+', 'ADSL', 1),
  },
  {
    key: 'bonded',
    family: 'copper',
    perMille: 50,
    provisioning: ['ppp'],
    speeds: [
      [102_400, 20_480],
      [204_800, 40_960],
    ],
    carrier: copper(1040, 'DLM-WN/BCopper_only/BVDSL2_POTS/NLS1_ZTL', 'BVDSL2', 'VDSL', 2, 'BCopper_only'),
  },
  {
    key: 'gof',
    family: 'gof',
    perMille: 210,
    provisioning: ['ppp'],
    speeds: FIBRE_SPEEDS,
    carrier: { ...fibre(638, 'W-ADSL-WN/Fiber/GoF_FTTH/NLS6', 'KPNWBA', 'KPNWBA', 'FttH', 'GoF'), ...NLS6 },
  },
  {
    key: 'gpon',
    family: 'kpnPon',
    perMille: 120,
    provisioning: ['ppp'],
    speeds: FIBRE_SPEEDS,
    carrier: { ...fibre(774, 'W-ADSL-WN/Fiber/GPON/NLS6', 'KPNWBA', 'KPNWBA', 'FttH', 'GPON'), ...NLS6 },
  },
  {
    key: 'xgsPon',
    family: 'kpnPon',
    perMille: 90,
    provisioning: ['ppp'],
    speeds: FIBRE_SPEEDS,
    carrier: { ...fibre(790, 'W-ADSL-WN/Fiber/XGSPON/NLS6', 'KPNWBA', 'KPNWBA', 'FttH', 'XGS-PON'), ...NLS6 },
  },
  {
    key: 'deltaXgsPon',
    family: 'deltaPon',
    perMille: 110,
    provisioning: ['ppp', 'ppp', 'vlan'],
    speeds: FIBRE_SPEEDS,
    carrier: fibre(820, 'Fiber (DELTA XGS-PON)', 'DELTA', 'DELTA', 'FttH', 'XGS-PON'),
  },
  {
    key: 'odidoFibre',
    family: 'other',
    perMille: 50,
    provisioning: ['ppp', 'vlan', 'static'],
    speeds: FIBRE_SPEEDS,
    carrier: {
      ...fibre(674, 'Fiber (1-Onnet)', 'ODIDO', 'ODIDO', 'Fiber', null),
      distance: '1-Onnet',
      download: 1_024_000,
      upload: 1_024_000,
    },
  },
  {
    key: 'sdsl',
    family: 'other',
    perMille: 10,
    provisioning: ['ppp', 'l2tp'],
    speeds: [[20_480, 20_480]],
    carrier: {
      ...copper(665, 'SDSL.bis 2-20Mb', 'SDSL.bis', 'SDSL', 4),
      supplier: 'ODIDO',
      network: 'ODIDO',
      nlstype: null,
      maxnls: null,
    },
  },
  {
    key: 'ziggoCoax',
    family: 'other',
    perMille: 30,
    provisioning: ['vlan', 'l2tp'],
    speeds: [
      [200_000, 20_000],
      [1_000_000, 50_000],
    ],
    carrier: {
      ...fibre(901, 'Coax (DOCSIS 3.1)', 'ZIGGO', 'ZIGGO', 'Coax', 'DOCSIS3.1'),
      carriertype: 'Copper_shared',
      aggregated_carriertype: 'Copper',
      aggregated_data_technology: 'Coax',
    },
  },
  {
    key: 'eurofiber',
    family: 'other',
    perMille: 20,
    provisioning: ['static', 'vlan'],
    speeds: OFFICE_SPEEDS,
    carrier: {
      ...fibre(447, 'Fiber (A-Onnet)', 'EUROFIBER', 'EUROFIBER', 'FttO', 'Fiber'),
      distance: 'Onnet',
      area: 'A',
      carriertype: 'FttO',
    },
  },
  {
    key: 'kpnweas',
    family: 'other',
    perMille: 20,
    provisioning: ['static', 'vlan'],
    speeds: OFFICE_SPEEDS,
    carrier: {
      ...fibre(475, 'Fiber (B/Nearnet)', 'KPNWEAS', 'KPNWEAS', 'FttO', 'Fiber'),
      distance: 'NEARNET',
      area: 'B',
      carriertype: 'FttO',
    },
  },
  {
    key: 'tele2',
    family: 'other',
    perMille: 8,
    provisioning: ['static'],
    speeds: OFFICE_SPEEDS,
    carrier: { ...fibre(677, 'Fiber (4-Onnet)', 'TELE2', 'TELE2', 'Fiber', 'Fiber'), distance: '4-Onnet', area: '4' },
  },
  {
    key: 'ndix',
    family: 'other',
    perMille: 5,
    provisioning: ['vlan'],
    speeds: OFFICE_SPEEDS,
    carrier: fibre(930, 'Fiber (NDIX)', 'NDIX', 'NDIX', 'FttO', 'Fiber'),
  },
  {
    key: 'wauwau',
    family: 'other',
    perMille: 4,
    provisioning: ['static'],
    speeds: [[51_200, 10_240]],
    carrier: {
      ...fibre(940, 'Radio', 'WAUWAU', 'WAUWAU', 'Radio', 'Radio'),
      carriertype: 'Radio',
      aggregated_carriertype: 'Radio',
      aggregated_data_technology: 'Radio',
    },
  },
  {
    key: 'forefreedom',
    family: 'other',
    perMille: 3,
    provisioning: ['vlan'],
    speeds: FIBRE_SPEEDS,
    carrier: fibre(950, 'Fiber (FOREFREEDOM)', 'FOREFREEDOM', 'FOREFREEDOM', 'FttH', 'GPON'),
  },
]

const BY_KEY = new Map(TECHNOLOGIES.map((technology) => [technology.key, technology]))
const BY_DRAW = TECHNOLOGIES.flatMap((technology) => Array.from({ length: technology.perMille }, () => technology))

export function technologyOf(key: string): LabTechnology {
  const technology = BY_KEY.get(key)
  if (!technology) throw new RangeError(`unknown technology ${key}`)
  return technology
}

/** The technology of a draw between 0 and 999. */
export function technologyAt(draw: number): LabTechnology {
  return BY_DRAW[draw % BY_DRAW.length] ?? technologyOf('vdsl2')
}
