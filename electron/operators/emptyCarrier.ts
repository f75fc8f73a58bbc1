import type { Carrier } from '../../shared/model/line.ts'

/** The carrier of a line whose system knows no carriers: nothing is known of it. */
export const emptyCarrier: Carrier = {
  nid: null, productName: null, network: null, carrierType: null, baseTechnology: null, dataTechnology: null, nlsType: null,
  copperPairs: null, downloadKbps: null, uploadKbps: null, serviceIds: [], ontNumber: null, israSpecs: null, ftuType: null,
  fibreTerminationPointId: null, distributionFrame: null, tags: [],
}
