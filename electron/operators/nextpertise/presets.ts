/** Base addresses to offer (document section Getting Started; the test system from api/README.md: under `/test`). */
export const presets = [
  { name: 'Nextpertise', baseUrl: 'https://api.nextpertise.nl', environment: 'production' },
  { name: 'Nextpertise test', baseUrl: 'https://api.nextpertise.nl/test', environment: 'test' },
] as const
