import type { Core, Host } from '../services.ts'

/** What handlers work with. `core` may be a getter: switching to the demo replaces the core between two calls. */
export type RpcContext = { readonly core: Core; readonly host: Host }
