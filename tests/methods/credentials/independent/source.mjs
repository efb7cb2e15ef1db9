/*
 * An independent check of a credential: Digital Bazaar's vc, data-integrity and eddsa-rdfc-2022-cryptosuite, and jose for tokens.
 * Reads {credential, documents} or {token, jwk} as JSON from standard input; writes {verified, problem} to standard output.
 * No network: every address is answered from `documents` and from the contexts that these libraries carry.
 */
import {verifyCredential, defaultDocumentLoader} from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {compactVerify, importJWK} from 'jose';

let input = '';
for await(const chunk of process.stdin) {
  input += chunk;
}
const {credential, documents = {}, token, jwk} = JSON.parse(input);

const documentLoader = async address => {
  if(Object.hasOwn(documents, address)) {
    return {contextUrl: null, documentUrl: address, document: documents[address]};
  }
  return defaultDocumentLoader(address);
};

const words = error => error ? [error.message, ...(error.errors ?? []).map(words), words(error.cause)].filter(Boolean).join(" | ") : "";

async function checked() {
  if(token) {
    const header = JSON.parse(Buffer.from(token.split('.')[0], 'base64url'));
    await compactVerify(token, await importJWK(jwk, header.alg));
    return {verified: true, problem: ''};
  }
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await verifyCredential({
    credential, suite, documentLoader,
    checkStatus: async () => ({verified: true})
  });
  return {verified: result.verified, problem: words(result.error)};
}

let answer;
try {
  answer = await checked();
} catch(error) {
  answer = {verified: false, problem: words(error)};
}
process.stdout.write(JSON.stringify(answer));
