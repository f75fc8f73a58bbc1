/** Base addresses to offer (document, Request). No test address is documented. */
export const presets = [{ name: 'TelecomX', baseUrl: 'https://api.telecomx.dk', environment: 'production' }] as const
