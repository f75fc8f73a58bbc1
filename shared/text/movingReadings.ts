/** Readings that can get worse from one report to the next, the most telling first. Noise margins have a rule of their own (D12). */
export const movingReadings = [
  'rxPowerAtOntDbm', 'rxPowerAtOperatorModuleDbm', 'rxPowerAtOltDbm', 'rxPowerAtAccessPortDbm', 'rxPowerAtCpeDbm', 'txPowerOntDbm', 'txPowerOperatorModuleDbm',
  'txPowerAccessPortDbm', 'txPowerCpeDbm', 'accessPortSpeedBps', 'cpePortSpeedBps',
  'attainableRateDownKbps', 'attainableRateUpKbps', 'actualRateDownKbps', 'actualRateUpKbps', 'signalAttenuationDownDb',
  'signalAttenuationUpDb', 'lineAttenuationDownDb', 'lineAttenuationUpDb', 'problemLengthM', 'interfaceSpeedBps',
] as const
