/**
 * Examples of the Nextpertise document that contradict themselves or each other, and what the contract test does about each.
 * `example` is the position in nextpertise-examples.json; without it all examples of the method are meant.
 */
export type ExampleException = {
  endpoint: string
  method: string
  example?: number
  /** Differences in shape, as the test words them, that are allowed; one that no longer occurs fails the test. */
  differences?: readonly RegExp[]
  /** The reply has the shape of this example instead of its own. */
  likeExample?: number
  reason: string
}

export const EXCEPTIONS: readonly ExampleException[] = [
  {
    endpoint: '/broadband/diagnostics/v1',
    method: 'get_report',
    example: 63,
    likeExample: 61,
    reason: 'uuid a2e5434d is given to two reports, a DELT (example 61) and an ONT check (example 63); one uuid has one report',
  },
  {
    endpoint: '/broadband/v1',
    method: 'zipcode',
    example: 48,
    differences: [
      /^\$\.result\.available\.(DELTA|ODIDO|ZIGGO|NDIX|FOREFREEDOM): extra$/,
      /^\$\.result\.available\.KPNWBA\.connectionpoint: object instead of table$/,
    ],
    reason:
      'suppliers and connection points are keys and differ by address; the list of suppliers omits DELTA and ODIDO, which other examples use',
  },
  {
    endpoint: '/broadband/v1',
    method: 'zipcode',
    example: 49,
    differences: [
      /^\$\.result\.available\.KPNWBA\.connectionpoint\.001\/B\/AUT\/AUTOMAATRUIMTE: missing$/,
      /^\$\.result\.available\.KPNWBA\.connectionpoint\.001\/\/MTK\/METERKAST: extra$/,
    ],
    reason: 'connection points are keys: an ISRA name for copper, a number or "noname" for fibre',
  },
  {
    endpoint: '/broadband/basic/v1',
    method: 'zipcode',
    example: 51,
    differences: [
      /^\$\.result\.available\.(DELTA|ODIDO|ZIGGO): extra$/,
      /^\$\.result\.available\.KPNWBA\.Copper: extra$/,
      /^\$\.result\.available\.(NDIX|FOREFREEDOM)\.Fiber: extra$/,
    ],
    reason: 'suppliers and media are keys and differ by address; the list of suppliers omits DELTA and ODIDO',
  },
]
