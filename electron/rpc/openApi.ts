import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/index.ts'

/** The contract as an OpenAPI document, its paths below `/api`. */
export async function describeContract(version: string): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Lineside', version,
      description: 'Everything Lineside does, for the same machine and session: the session cookie and the header'
        + ' `x-lineside-page` with the key in the page\'s `meta[name="lineside-page"]` go with every call.',
    },
    servers: [{ url: '/api' }],
  })
  return JSON.stringify(document)
}
