/** Where a line ends at the operator. `node` is the DSLAM or OLT; `port` the port on the card, on a PON the number of the box. */
export type LabPort = { node: string; card: number; pon?: number; port: number }

/** What sets a named line apart beside its condition. Generated lines have none, so that they stay what they were. */
export type LabTraits = {
  port?: LabPort
  /** Of a bonded line only this pair (from 0) has the condition; the session stays up over the other. */
  badPair?: number
  /** So many reports over the past year, their light or margin falling by so much in all until today. */
  history?: { reports: number; fallDb: number }
  /** Why `diagnose` refuses: as many tests as allowed, a DELT on a line that is up, a right that is missing. */
  refuses?: 'limit' | 'lineUp' | 'right'
  /** The other condition this line changes to and back again, at every third live look at it. */
  restless?: string
  /** The order for this line is carried out when it is asked for. */
  onDemand?: boolean
  /** Finished fibre reaches the address whatever the line is. */
  fibreReady?: boolean
}
