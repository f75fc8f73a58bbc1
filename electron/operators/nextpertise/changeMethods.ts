import type { Transaction } from '../../../shared/model/line.ts'
import type { OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readTransaction } from './readTransaction.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'
import { write } from './write.ts'

export type ChangeMethods = Pick<OperatorMethods,
  'setTags' | 'changeContact' | 'changeOnt' | 'reviseTransaction' | 'replanTransaction'>

/** The transaction as it is now; the change itself was answered for, so that an unreadable one leaves it in doubt. */
function revised(result: unknown): Transaction | null {
  try {
    return readTransaction(result)
  } catch (error) {
    if (error instanceof OperatorFailure) throw missingInReply('transaction')
    throw error
  }
}

/** What can be changed in product class broadband. Tags, contact and ONT are written whole: a live read tells what stands. */
export function createChangeMethods(rpc: Rpc): ChangeMethods {
  return {
    async setTags(nid, tags, context) {
      await write(rpc, 'set_tags', { nid, tags: [...tags] }, context)
    },
    async changeContact(nid, { name, phoneNumber, email }, context) {
      const contact = { contact_name: name, contact_phonenumber: phoneNumber, contact_email: email }
      await write(rpc, 'change_contact', { nid, ...contact }, context)
    },
    async changeOnt(nid, ontNumber, context) {
      await write(rpc, 'change_ont', { nid, ont_number: ontNumber }, context)
    },
    async reviseTransaction(nid, what, context) {
      const { result } = await write(rpc, 'revise_transaction', {
        nid, ...('ontNumber' in what ? { ont_number: what.ontNumber } : { on_demand_execute: what.executeOnDemand }),
      }, context)
      return revised(result)
    },
    async replanTransaction(uuid, wishDate, context) {
      await write(rpc, 'replan_transaction', { uuid, custwishdate: wishDate }, context)
    },
  }
}
