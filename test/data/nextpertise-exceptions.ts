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
  /** Asked instead of what the example asks. */
  params?: Readonly<Record<string, unknown>>
  /** The reply has the shape of this example instead of its own. */
  likeExample?: number
  reason: string
}

export const EXCEPTIONS: readonly ExampleException[] = [
  {
    endpoint: '/broadband/v1',
    method: 'revise_transaction',
    example: 6,
    params: { nid: '3901KV000210300', on_demand_execute: true },
    differences: [/^\$\.result\.document_after_transaction\.(carrier\..+|circuits\[\]\.tags): extra$/],
    reason:
      'the document asks for 2408ZE000100100, which other examples show as delivered; asked of a line that is being delivered, ' +
      'with the keys of a carrier that list_connections shows',
  },
  {
    endpoint: '/broadband/v1',
    method: 'revise_transaction',
    example: 7,
    params: { nid: '3901KV000090200', ont_number: 'GNX012E1234' },
    differences: [/^\$\.result\.document_after_transaction\.(carrier\..+|circuits\[\]\.tags): extra$/],
    reason: 'the document asks for 2408ZE000100100 and answers with 3901KV000090200; keys as above',
  },
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
