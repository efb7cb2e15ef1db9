import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};
var __copyProps = (to, from2, except, desc) => {
  if (from2 && typeof from2 === "object" || typeof from2 === "function") {
    for (let key of __getOwnPropNames(from2))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from2[key], enumerable: !(desc = __getOwnPropDesc(from2, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// node_modules/@digitalbazaar/security-context/js/security-v1.js
var require_security_v1 = __commonJS({
  "node_modules/@digitalbazaar/security-context/js/security-v1.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2021 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = {
      "@context": {
        id: "@id",
        type: "@type",
        dc: "http://purl.org/dc/terms/",
        sec: "https://w3id.org/security#",
        xsd: "http://www.w3.org/2001/XMLSchema#",
        EcdsaKoblitzSignature2016: "sec:EcdsaKoblitzSignature2016",
        Ed25519Signature2018: "sec:Ed25519Signature2018",
        EncryptedMessage: "sec:EncryptedMessage",
        GraphSignature2012: "sec:GraphSignature2012",
        LinkedDataSignature2015: "sec:LinkedDataSignature2015",
        LinkedDataSignature2016: "sec:LinkedDataSignature2016",
        CryptographicKey: "sec:Key",
        authenticationTag: "sec:authenticationTag",
        canonicalizationAlgorithm: "sec:canonicalizationAlgorithm",
        cipherAlgorithm: "sec:cipherAlgorithm",
        cipherData: "sec:cipherData",
        cipherKey: "sec:cipherKey",
        created: { "@id": "dc:created", "@type": "xsd:dateTime" },
        creator: { "@id": "dc:creator", "@type": "@id" },
        digestAlgorithm: "sec:digestAlgorithm",
        digestValue: "sec:digestValue",
        domain: "sec:domain",
        encryptionKey: "sec:encryptionKey",
        expiration: { "@id": "sec:expiration", "@type": "xsd:dateTime" },
        expires: { "@id": "sec:expiration", "@type": "xsd:dateTime" },
        initializationVector: "sec:initializationVector",
        iterationCount: "sec:iterationCount",
        nonce: "sec:nonce",
        normalizationAlgorithm: "sec:normalizationAlgorithm",
        owner: { "@id": "sec:owner", "@type": "@id" },
        password: "sec:password",
        privateKey: { "@id": "sec:privateKey", "@type": "@id" },
        privateKeyPem: "sec:privateKeyPem",
        publicKey: { "@id": "sec:publicKey", "@type": "@id" },
        publicKeyBase58: "sec:publicKeyBase58",
        publicKeyPem: "sec:publicKeyPem",
        publicKeyWif: "sec:publicKeyWif",
        publicKeyService: { "@id": "sec:publicKeyService", "@type": "@id" },
        revoked: { "@id": "sec:revoked", "@type": "xsd:dateTime" },
        salt: "sec:salt",
        signature: "sec:signature",
        signatureAlgorithm: "sec:signingAlgorithm",
        signatureValue: "sec:signatureValue"
      }
    };
  }
});

// node_modules/@digitalbazaar/security-context/js/security-v2.js
var require_security_v2 = __commonJS({
  "node_modules/@digitalbazaar/security-context/js/security-v2.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2021 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = {
      "@context": [{
        "@version": 1.1
      }, "https://w3id.org/security/v1", {
        AesKeyWrappingKey2019: "sec:AesKeyWrappingKey2019",
        DeleteKeyOperation: "sec:DeleteKeyOperation",
        DeriveSecretOperation: "sec:DeriveSecretOperation",
        EcdsaSecp256k1Signature2019: "sec:EcdsaSecp256k1Signature2019",
        EcdsaSecp256r1Signature2019: "sec:EcdsaSecp256r1Signature2019",
        EcdsaSecp256k1VerificationKey2019: "sec:EcdsaSecp256k1VerificationKey2019",
        EcdsaSecp256r1VerificationKey2019: "sec:EcdsaSecp256r1VerificationKey2019",
        Ed25519Signature2018: "sec:Ed25519Signature2018",
        Ed25519VerificationKey2018: "sec:Ed25519VerificationKey2018",
        EquihashProof2018: "sec:EquihashProof2018",
        ExportKeyOperation: "sec:ExportKeyOperation",
        GenerateKeyOperation: "sec:GenerateKeyOperation",
        KmsOperation: "sec:KmsOperation",
        RevokeKeyOperation: "sec:RevokeKeyOperation",
        RsaSignature2018: "sec:RsaSignature2018",
        RsaVerificationKey2018: "sec:RsaVerificationKey2018",
        Sha256HmacKey2019: "sec:Sha256HmacKey2019",
        SignOperation: "sec:SignOperation",
        UnwrapKeyOperation: "sec:UnwrapKeyOperation",
        VerifyOperation: "sec:VerifyOperation",
        WrapKeyOperation: "sec:WrapKeyOperation",
        X25519KeyAgreementKey2019: "sec:X25519KeyAgreementKey2019",
        allowedAction: "sec:allowedAction",
        assertionMethod: {
          "@id": "sec:assertionMethod",
          "@type": "@id",
          "@container": "@set"
        },
        authentication: {
          "@id": "sec:authenticationMethod",
          "@type": "@id",
          "@container": "@set"
        },
        capability: { "@id": "sec:capability", "@type": "@id" },
        capabilityAction: "sec:capabilityAction",
        capabilityChain: {
          "@id": "sec:capabilityChain",
          "@type": "@id",
          "@container": "@list"
        },
        capabilityDelegation: {
          "@id": "sec:capabilityDelegationMethod",
          "@type": "@id",
          "@container": "@set"
        },
        capabilityInvocation: {
          "@id": "sec:capabilityInvocationMethod",
          "@type": "@id",
          "@container": "@set"
        },
        caveat: { "@id": "sec:caveat", "@type": "@id", "@container": "@set" },
        challenge: "sec:challenge",
        ciphertext: "sec:ciphertext",
        controller: { "@id": "sec:controller", "@type": "@id" },
        delegator: { "@id": "sec:delegator", "@type": "@id" },
        equihashParameterK: {
          "@id": "sec:equihashParameterK",
          "@type": "xsd:integer"
        },
        equihashParameterN: {
          "@id": "sec:equihashParameterN",
          "@type": "xsd:integer"
        },
        invocationTarget: { "@id": "sec:invocationTarget", "@type": "@id" },
        invoker: { "@id": "sec:invoker", "@type": "@id" },
        jws: "sec:jws",
        keyAgreement: {
          "@id": "sec:keyAgreementMethod",
          "@type": "@id",
          "@container": "@set"
        },
        kmsModule: { "@id": "sec:kmsModule" },
        parentCapability: { "@id": "sec:parentCapability", "@type": "@id" },
        plaintext: "sec:plaintext",
        proof: { "@id": "sec:proof", "@type": "@id", "@container": "@graph" },
        proofPurpose: { "@id": "sec:proofPurpose", "@type": "@vocab" },
        proofValue: "sec:proofValue",
        referenceId: "sec:referenceId",
        unwrappedKey: "sec:unwrappedKey",
        verificationMethod: { "@id": "sec:verificationMethod", "@type": "@id" },
        verifyData: "sec:verifyData",
        wrappedKey: "sec:wrappedKey"
      }]
    };
  }
});

// node_modules/@digitalbazaar/security-context/js/constants.js
var require_constants = __commonJS({
  "node_modules/@digitalbazaar/security-context/js/constants.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2021 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = {
      SECURITY_CONTEXT_V1_URL: "https://w3id.org/security/v1",
      SECURITY_CONTEXT_V2_URL: "https://w3id.org/security/v2",
      CONTEXT_URL: "https://w3id.org/security/v2"
    };
  }
});

// node_modules/@digitalbazaar/security-context/js/index.js
var require_js = __commonJS({
  "node_modules/@digitalbazaar/security-context/js/index.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2021 Digital Bazaar, Inc. All rights reserved.
     */
    var secv1 = require_security_v1();
    var secv2 = require_security_v2();
    var constants = require_constants();
    var {
      CONTEXT_URL,
      SECURITY_CONTEXT_V1_URL,
      SECURITY_CONTEXT_V2_URL
    } = constants;
    var contexts3 = /* @__PURE__ */ new Map();
    contexts3.set(SECURITY_CONTEXT_V1_URL, secv1);
    contexts3.set(SECURITY_CONTEXT_V2_URL, secv2);
    module.exports = {
      constants,
      contexts: contexts3,
      SECURITY_CONTEXT_V1_URL,
      SECURITY_CONTEXT_V2_URL,
      CONTEXT_URL,
      CONTEXT: secv2
    };
  }
});

// node_modules/jsonld-signatures/lib/constants.js
var require_constants2 = __commonJS({
  "node_modules/jsonld-signatures/lib/constants.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2017-2023 Digital Bazaar, Inc. All rights reserved.
     */
    var {
      constants: securityConstants
    } = require_js();
    module.exports = {
      SECURITY_CONTEXT_URL: securityConstants.SECURITY_CONTEXT_V2_URL,
      SECURITY_CONTEXT_V1_URL: securityConstants.SECURITY_CONTEXT_V1_URL,
      SECURITY_CONTEXT_V2_URL: securityConstants.SECURITY_CONTEXT_V2_URL,
      SECURITY_PROOF_URL: "https://w3id.org/security#proof",
      SECURITY_SIGNATURE_URL: "https://w3id.org/security#signature"
    };
  }
});

// node_modules/rdf-canonize/lib/IdentifierIssuer.js
var require_IdentifierIssuer = __commonJS({
  "node_modules/rdf-canonize/lib/IdentifierIssuer.js"(exports, module) {
    "use strict";
    module.exports = class IdentifierIssuer {
      /**
       * Creates a new IdentifierIssuer. A IdentifierIssuer issues unique
       * identifiers, keeping track of any previously issued identifiers.
       *
       * @param {string} prefix - The prefix to use ('<prefix><counter>').
       * @param {Map} [existing] - An existing Map to use.
       * @param {number} [counter] - The counter to use.
       */
      constructor(prefix, existing = /* @__PURE__ */ new Map(), counter = 0) {
        this.prefix = prefix;
        this._existing = existing;
        this.counter = counter;
      }
      /**
       * Copies this IdentifierIssuer.
       *
       * @returns {object} - A copy of this IdentifierIssuer.
       */
      clone() {
        const { prefix, _existing, counter } = this;
        return new IdentifierIssuer(prefix, new Map(_existing), counter);
      }
      /**
       * Gets the new identifier for the given old identifier, where if no old
       * identifier is given a new identifier will be generated.
       *
       * @param {string} [old] - The old identifier to get the new identifier for.
       *
       * @returns {string} - The new identifier.
       */
      getId(old) {
        const existing = old && this._existing.get(old);
        if (existing) {
          return existing;
        }
        const identifier = this.prefix + this.counter;
        this.counter++;
        if (old) {
          this._existing.set(old, identifier);
        }
        return identifier;
      }
      /**
       * Returns true if the given old identifer has already been assigned a new
       * identifier.
       *
       * @param {string} old - The old identifier to check.
       *
       * @returns {boolean} - True if the old identifier has been assigned a new
       *   identifier, false if not.
       */
      hasId(old) {
        return this._existing.has(old);
      }
      /**
       * Returns all of the IDs that have been issued new IDs in the order in
       * which they were issued new IDs.
       *
       * @returns {Array} - The list of old IDs that has been issued new IDs in
       *   order.
       */
      getOldIds() {
        return [...this._existing.keys()];
      }
    };
  }
});

// node_modules/rdf-canonize/lib/MessageDigest.js
var require_MessageDigest = __commonJS({
  "node_modules/rdf-canonize/lib/MessageDigest.js"(exports, module) {
    "use strict";
    var crypto4 = __require("crypto");
    var algorithmMap = /* @__PURE__ */ new Map([
      ["sha256", "sha256"],
      ["SHA256", "sha256"],
      ["SHA-256", "sha256"],
      ["sha384", "sha384"],
      ["SHA384", "sha384"],
      ["SHA-384", "sha384"],
      ["sha512", "sha512"],
      ["SHA512", "sha512"],
      ["SHA-512", "sha512"]
    ]);
    module.exports = class MessageDigest {
      /**
       * Creates a new MessageDigest.
       *
       * @param {string} algorithm - The algorithm to use.
       */
      constructor(algorithm) {
        if (!algorithmMap.has(algorithm)) {
          throw new Error(`Unsupported algorithm "${algorithm}".`);
        }
        this.md = crypto4.createHash(algorithmMap.get(algorithm));
      }
      update(msg) {
        this.md.update(msg, "utf8");
      }
      // async code awaits this but it is not async to support
      // the sync code
      digest() {
        return this.md.digest("hex");
      }
    };
  }
});

// node_modules/rdf-canonize/lib/Permuter.js
var require_Permuter = __commonJS({
  "node_modules/rdf-canonize/lib/Permuter.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2016-2022 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = class Permuter {
      /**
       * A Permuter iterates over all possible permutations of the given array
       * of elements.
       *
       * @param {Array} list - The array of elements to iterate over.
       */
      constructor(list) {
        this.current = list.sort();
        this.done = false;
        this.dir = /* @__PURE__ */ new Map();
        for (let i = 0; i < list.length; ++i) {
          this.dir.set(list[i], true);
        }
      }
      /**
       * Returns true if there is another permutation.
       *
       * @returns {boolean} - True if there is another permutation, false if not.
       */
      hasNext() {
        return !this.done;
      }
      /**
       * Gets the next permutation. Call hasNext() to ensure there is another one
       * first.
       *
       * @returns {any} - The next permutation.
       */
      next() {
        const { current, dir } = this;
        const rval = current.slice();
        let k = null;
        let pos = 0;
        const length = current.length;
        for (let i = 0; i < length; ++i) {
          const element = current[i];
          const left = dir.get(element);
          if ((k === null || element > k) && (left && i > 0 && element > current[i - 1] || !left && i < length - 1 && element > current[i + 1])) {
            k = element;
            pos = i;
          }
        }
        if (k === null) {
          this.done = true;
        } else {
          const swap = dir.get(k) ? pos - 1 : pos + 1;
          current[pos] = current[swap];
          current[swap] = k;
          for (const element of current) {
            if (element > k) {
              dir.set(element, !dir.get(element));
            }
          }
        }
        return rval;
      }
    };
  }
});

// node_modules/rdf-canonize/lib/NQuads.js
var require_NQuads = __commonJS({
  "node_modules/rdf-canonize/lib/NQuads.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2016-2022 Digital Bazaar, Inc. All rights reserved.
     */
    var RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    var RDF_LANGSTRING = RDF + "langString";
    var XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
    var TYPE_NAMED_NODE = "NamedNode";
    var TYPE_BLANK_NODE = "BlankNode";
    var TYPE_LITERAL = "Literal";
    var TYPE_DEFAULT_GRAPH = "DefaultGraph";
    var REGEX = {};
    (() => {
      const PN_CHARS_BASE = "A-Za-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
      const PN_CHARS_U = PN_CHARS_BASE + "_";
      const PN_CHARS = PN_CHARS_U + "0-9-\xB7\u0300-\u036F\u203F-\u2040";
      const BLANK_NODE_LABEL = "_:((?:[" + PN_CHARS_U + "0-9])(?:(?:[" + PN_CHARS + ".])*(?:[" + PN_CHARS + "]))?)";
      const UCHAR4 = "\\\\u[0-9A-Fa-f]{4}";
      const UCHAR8 = "\\\\U[0-9A-Fa-f]{8}";
      const IRI = '(?:<((?:[^\0- <>"{}|^`\\\\]|' + UCHAR4 + "|" + UCHAR8 + ")*)>)";
      const bnode = BLANK_NODE_LABEL;
      const plain = '"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"';
      const datatype = "(?:\\^\\^" + IRI + ")";
      const language = "(?:@([a-zA-Z]+(?:-[a-zA-Z0-9]+)*))";
      const literal = "(?:" + plain + "(?:" + datatype + "|" + language + ")?)";
      const ws = "[ \\t]+";
      const wso = "[ \\t]*";
      const subject = "(?:" + IRI + "|" + bnode + ")" + ws;
      const property = IRI + ws;
      const object = "(?:" + IRI + "|" + bnode + "|" + literal + ")" + wso;
      const graphName = "(?:\\.|(?:(?:" + IRI + "|" + bnode + ")" + wso + "\\.))";
      REGEX.eoln = /(?:\r\n)|(?:\n)|(?:\r)/g;
      REGEX.empty = new RegExp("^" + wso + "$");
      REGEX.quad = new RegExp(
        "^" + wso + subject + property + object + graphName + wso + "$"
      );
    })();
    module.exports = class NQuads {
      /**
       * Parses RDF in the form of N-Quads.
       *
       * @param {string} input - The N-Quads input to parse.
       *
       * @returns {Array} - An RDF dataset (an array of quads per
       *   https://rdf.js.org/).
       */
      static parse(input2) {
        const dataset = [];
        const graphs = {};
        const lines = input2.split(REGEX.eoln);
        let lineNumber = 0;
        for (const line of lines) {
          lineNumber++;
          if (REGEX.empty.test(line)) {
            continue;
          }
          const match = line.match(REGEX.quad);
          if (match === null) {
            throw new Error("N-Quads parse error on line " + lineNumber + ".");
          }
          const quad = { subject: null, predicate: null, object: null, graph: null };
          if (match[1] !== void 0) {
            quad.subject = {
              termType: TYPE_NAMED_NODE,
              value: _iriUnescape(match[1])
            };
          } else {
            quad.subject = {
              termType: TYPE_BLANK_NODE,
              value: match[2]
            };
          }
          quad.predicate = {
            termType: TYPE_NAMED_NODE,
            value: _iriUnescape(match[3])
          };
          if (match[4] !== void 0) {
            quad.object = {
              termType: TYPE_NAMED_NODE,
              value: _iriUnescape(match[4])
            };
          } else if (match[5] !== void 0) {
            quad.object = {
              termType: TYPE_BLANK_NODE,
              value: match[5]
            };
          } else {
            quad.object = {
              termType: TYPE_LITERAL,
              value: void 0,
              datatype: {
                termType: TYPE_NAMED_NODE
              }
            };
            if (match[7] !== void 0) {
              quad.object.datatype.value = _iriUnescape(match[7]);
            } else if (match[8] !== void 0) {
              quad.object.datatype.value = RDF_LANGSTRING;
              quad.object.language = match[8];
            } else {
              quad.object.datatype.value = XSD_STRING;
            }
            quad.object.value = _stringLiteralUnescape(match[6]);
          }
          if (match[9] !== void 0) {
            quad.graph = {
              termType: TYPE_NAMED_NODE,
              value: _iriUnescape(match[9])
            };
          } else if (match[10] !== void 0) {
            quad.graph = {
              termType: TYPE_BLANK_NODE,
              value: match[10]
            };
          } else {
            quad.graph = {
              termType: TYPE_DEFAULT_GRAPH,
              value: ""
            };
          }
          if (!(quad.graph.value in graphs)) {
            graphs[quad.graph.value] = [quad];
            dataset.push(quad);
          } else {
            let unique = true;
            const quads = graphs[quad.graph.value];
            for (const q of quads) {
              if (_compareTriples(q, quad)) {
                unique = false;
                break;
              }
            }
            if (unique) {
              quads.push(quad);
              dataset.push(quad);
            }
          }
        }
        return dataset;
      }
      /**
       * Converts an RDF dataset to N-Quads.
       *
       * @param {Array} dataset - The Array of quads RDF dataset to convert.
       *
       * @returns {string} - The N-Quads string.
       */
      static serialize(dataset) {
        const quads = [];
        for (const quad of dataset) {
          quads.push(NQuads.serializeQuad(quad));
        }
        return quads.sort().join("");
      }
      /**
       * Converts RDF quad components to an N-Quad string (a single quad).
       *
       * @param {object} s - N-Quad subject component.
       * @param {object} p - N-Quad predicate component.
       * @param {object} o - N-Quad object component.
       * @param {object} g - N-Quad graph component.
       *
       * @returns {string} - The N-Quad.
       */
      static serializeQuadComponents(s, p, o, g) {
        let nquad = "";
        if (s.termType === TYPE_NAMED_NODE) {
          nquad += `<${_iriEscape(s.value)}>`;
        } else {
          nquad += `_:${s.value}`;
        }
        if (p.termType === TYPE_NAMED_NODE) {
          nquad += ` <${_iriEscape(p.value)}> `;
        } else {
          nquad += ` _:${p.value} `;
        }
        if (o.termType === TYPE_NAMED_NODE) {
          nquad += `<${_iriEscape(o.value)}>`;
        } else if (o.termType === TYPE_BLANK_NODE) {
          nquad += `_:${o.value}`;
        } else {
          nquad += `"${_stringLiteralEscape(o.value)}"`;
          if (o.datatype.value === RDF_LANGSTRING) {
            if (o.language) {
              nquad += `@${o.language}`;
            }
          } else if (o.datatype.value !== XSD_STRING) {
            nquad += `^^<${_iriEscape(o.datatype.value)}>`;
          }
        }
        if (g.termType === TYPE_NAMED_NODE) {
          nquad += ` <${_iriEscape(g.value)}>`;
        } else if (g.termType === TYPE_BLANK_NODE) {
          nquad += ` _:${g.value}`;
        }
        nquad += " .\n";
        return nquad;
      }
      /**
       * Converts an RDF quad to an N-Quad string (a single quad).
       *
       * @param {object} quad - The RDF quad convert.
       *
       * @returns {string} - The N-Quad string.
       */
      static serializeQuad(quad) {
        return NQuads.serializeQuadComponents(
          quad.subject,
          quad.predicate,
          quad.object,
          quad.graph
        );
      }
    };
    function _compareTriples(t1, t2) {
      if (!(t1.subject.termType === t2.subject.termType && t1.object.termType === t2.object.termType)) {
        return false;
      }
      if (!(t1.subject.value === t2.subject.value && t1.predicate.value === t2.predicate.value && t1.object.value === t2.object.value)) {
        return false;
      }
      if (t1.object.termType !== TYPE_LITERAL) {
        return true;
      }
      return t1.object.datatype.termType === t2.object.datatype.termType && t1.object.language === t2.object.language && t1.object.datatype.value === t2.object.datatype.value;
    }
    var _stringLiteralEscapeRegex = /[\u0000-\u001F\u007F"\\]/g;
    var _stringLiteralEscapeMap = [];
    for (let n = 0; n <= 127; ++n) {
      if (_stringLiteralEscapeRegex.test(String.fromCharCode(n))) {
        _stringLiteralEscapeMap[n] = "\\u" + n.toString(16).toUpperCase().padStart(4, "0");
        _stringLiteralEscapeRegex.lastIndex = 0;
      }
    }
    _stringLiteralEscapeMap["\b".codePointAt(0)] = "\\b";
    _stringLiteralEscapeMap["	".codePointAt(0)] = "\\t";
    _stringLiteralEscapeMap["\n".codePointAt(0)] = "\\n";
    _stringLiteralEscapeMap["\f".codePointAt(0)] = "\\f";
    _stringLiteralEscapeMap["\r".codePointAt(0)] = "\\r";
    _stringLiteralEscapeMap['"'.codePointAt(0)] = '\\"';
    _stringLiteralEscapeMap["\\".codePointAt(0)] = "\\\\";
    function _stringLiteralEscape(s) {
      if (!_stringLiteralEscapeRegex.test(s)) {
        return s;
      }
      return s.replace(_stringLiteralEscapeRegex, function(match) {
        return _stringLiteralEscapeMap[match.codePointAt(0)];
      });
    }
    var _stringLiteralUnescapeRegex = /(?:\\([btnfr"'\\]))|(?:\\u([0-9A-Fa-f]{4}))|(?:\\U([0-9A-Fa-f]{8}))/g;
    function _stringLiteralUnescape(s) {
      if (!_stringLiteralUnescapeRegex.test(s)) {
        return s;
      }
      return s.replace(_stringLiteralUnescapeRegex, function(match, code, u, U) {
        if (code) {
          switch (code) {
            case "b":
              return "\b";
            case "t":
              return "	";
            case "n":
              return "\n";
            case "f":
              return "\f";
            case "r":
              return "\r";
            case '"':
              return '"';
            case "'":
              return "'";
            case "\\":
              return "\\";
          }
        }
        if (u) {
          return String.fromCharCode(parseInt(u, 16));
        }
        if (U) {
          return String.fromCodePoint(parseInt(U, 16));
        }
      });
    }
    var _iriEscapeRegex = /[\u0000-\u0020<>"{}|^`\\]/g;
    var _iriEscapeRegexMap = [];
    for (let n = 0; n <= 127; ++n) {
      if (_iriEscapeRegex.test(String.fromCharCode(n))) {
        _iriEscapeRegexMap[n] = "\\u" + n.toString(16).toUpperCase().padStart(4, "0");
        _iriEscapeRegex.lastIndex = 0;
      }
    }
    function _iriEscape(s) {
      if (!_iriEscapeRegex.test(s)) {
        return s;
      }
      return s.replace(_iriEscapeRegex, function(match) {
        return _iriEscapeRegexMap[match.codePointAt(0)];
      });
    }
    var _iriUnescapeRegex = /(?:\\u([0-9A-Fa-f]{4}))|(?:\\U([0-9A-Fa-f]{8}))/g;
    function _iriUnescape(s) {
      if (!_iriUnescapeRegex.test(s)) {
        return s;
      }
      return s.replace(_iriUnescapeRegex, function(match, u, U) {
        if (u) {
          return String.fromCharCode(parseInt(u, 16));
        }
        if (U) {
          return String.fromCodePoint(parseInt(U, 16));
        }
      });
    }
  }
});

// node_modules/rdf-canonize/lib/platform.js
var require_platform = __commonJS({
  "node_modules/rdf-canonize/lib/platform.js"(exports) {
    "use strict";
    /*!
     * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
     */
    exports.setImmediate = setImmediate;
    var crypto4 = __require("node:crypto");
    exports.crypto = crypto4.webcrypto;
    exports.bufferToHex = function bufferToHex(buffer) {
      return Buffer.from(buffer).toString("hex");
    };
  }
});

// node_modules/rdf-canonize/lib/RDFC10.js
var require_RDFC10 = __commonJS({
  "node_modules/rdf-canonize/lib/RDFC10.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2016-2023 Digital Bazaar, Inc. All rights reserved.
     */
    var IdentifierIssuer = require_IdentifierIssuer();
    var MessageDigest = require_MessageDigest();
    var Permuter = require_Permuter();
    var NQuads = require_NQuads();
    var { setImmediate: setImmediate2 } = require_platform();
    module.exports = class RDFC10 {
      constructor({
        createMessageDigest = null,
        messageDigestAlgorithm = "sha256",
        canonicalIdMap = /* @__PURE__ */ new Map(),
        maxWorkFactor = 1,
        maxDeepIterations = -1,
        signal = null
      } = {}) {
        this.name = "RDFC-1.0";
        this.blankNodeInfo = /* @__PURE__ */ new Map();
        this.canonicalIssuer = new IdentifierIssuer("c14n", canonicalIdMap);
        this.createMessageDigest = createMessageDigest || (() => new MessageDigest(messageDigestAlgorithm));
        this.maxWorkFactor = maxWorkFactor;
        this.maxDeepIterations = maxDeepIterations;
        this.remainingDeepIterations = 0;
        this.signal = signal;
        this.quads = null;
      }
      // 4.4) Normalization Algorithm
      async main(dataset) {
        this.quads = dataset;
        for (const quad of dataset) {
          this._addBlankNodeQuadInfo({ quad, component: quad.subject });
          this._addBlankNodeQuadInfo({ quad, component: quad.object });
          this._addBlankNodeQuadInfo({ quad, component: quad.graph });
        }
        const hashToBlankNodes = /* @__PURE__ */ new Map();
        const nonNormalized = [...this.blankNodeInfo.keys()];
        let i = 0;
        for (const id of nonNormalized) {
          if (++i % 100 === 0) {
            await this._yield();
          }
          await this._hashAndTrackBlankNode({ id, hashToBlankNodes });
        }
        const hashes = [...hashToBlankNodes.keys()].sort();
        const nonUnique = [];
        for (const hash of hashes) {
          const idList = hashToBlankNodes.get(hash);
          if (idList.length > 1) {
            nonUnique.push(idList);
            continue;
          }
          const id = idList[0];
          this.canonicalIssuer.getId(id);
        }
        if (this.maxDeepIterations < 0) {
          if (this.maxWorkFactor === 0) {
            this.maxDeepIterations = 0;
          } else if (this.maxWorkFactor === Infinity) {
            this.maxDeepIterations = Infinity;
          } else {
            const nonUniqueCount = nonUnique.reduce((count, v) => count + v.length, 0);
            this.maxDeepIterations = nonUniqueCount ** this.maxWorkFactor;
          }
        }
        if (this.maxDeepIterations > Number.MAX_SAFE_INTEGER) {
          this.maxDeepIterations = Infinity;
        }
        this.remainingDeepIterations = this.maxDeepIterations;
        for (const idList of nonUnique) {
          const hashPathList = [];
          for (const id of idList) {
            if (this.canonicalIssuer.hasId(id)) {
              continue;
            }
            const issuer = new IdentifierIssuer("b");
            issuer.getId(id);
            const result = await this.hashNDegreeQuads(id, issuer);
            hashPathList.push(result);
          }
          hashPathList.sort(_stringHashCompare);
          for (const result of hashPathList) {
            const oldIds = result.issuer.getOldIds();
            for (const id of oldIds) {
              this.canonicalIssuer.getId(id);
            }
          }
        }
        const normalized = [];
        for (const quad of this.quads) {
          const nQuad = NQuads.serializeQuadComponents(
            this._componentWithCanonicalId(quad.subject),
            quad.predicate,
            this._componentWithCanonicalId(quad.object),
            this._componentWithCanonicalId(quad.graph)
          );
          normalized.push(nQuad);
        }
        normalized.sort();
        return normalized.join("");
      }
      // 4.6) Hash First Degree Quads
      async hashFirstDegreeQuads(id) {
        const nquads = [];
        const info = this.blankNodeInfo.get(id);
        const quads = info.quads;
        for (const quad of quads) {
          nquads.push(NQuads.serializeQuadComponents(
            this.modifyFirstDegreeComponent(id, quad.subject, "subject"),
            quad.predicate,
            this.modifyFirstDegreeComponent(id, quad.object, "object"),
            this.modifyFirstDegreeComponent(id, quad.graph, "graph")
          ));
        }
        nquads.sort();
        const md = this.createMessageDigest();
        for (const nquad of nquads) {
          md.update(nquad);
        }
        info.hash = await md.digest();
        return info.hash;
      }
      // 4.7) Hash Related Blank Node
      async hashRelatedBlankNode(related, quad, issuer, position) {
        const md = this.createMessageDigest();
        md.update(position);
        if (position !== "g") {
          md.update(this.getRelatedPredicate(quad));
        }
        let id;
        if (this.canonicalIssuer.hasId(related)) {
          id = "_:" + this.canonicalIssuer.getId(related);
        } else if (issuer.hasId(related)) {
          id = "_:" + issuer.getId(related);
        } else {
          id = this.blankNodeInfo.get(related).hash;
        }
        md.update(id);
        return md.digest();
      }
      // 4.8) Hash N-Degree Quads
      async hashNDegreeQuads(id, issuer) {
        if (this.remainingDeepIterations === 0) {
          throw new Error(
            `Maximum deep iterations exceeded (${this.maxDeepIterations}).`
          );
        }
        this.remainingDeepIterations--;
        const md = this.createMessageDigest();
        const hashToRelated = await this.createHashToRelated(id, issuer);
        const hashes = [...hashToRelated.keys()].sort();
        for (const hash of hashes) {
          md.update(hash);
          let chosenPath = "";
          let chosenIssuer;
          const permuter = new Permuter(hashToRelated.get(hash));
          let i = 0;
          while (permuter.hasNext()) {
            const permutation = permuter.next();
            if (++i % 3 === 0) {
              if (this.signal && this.signal.aborted) {
                throw new Error(`Abort signal received: "${this.signal.reason}".`);
              }
              await this._yield();
            }
            let issuerCopy = issuer.clone();
            let path = "";
            const recursionList = [];
            let nextPermutation = false;
            for (const related of permutation) {
              if (this.canonicalIssuer.hasId(related)) {
                path += "_:" + this.canonicalIssuer.getId(related);
              } else {
                if (!issuerCopy.hasId(related)) {
                  recursionList.push(related);
                }
                path += "_:" + issuerCopy.getId(related);
              }
              if (chosenPath.length !== 0 && path > chosenPath) {
                nextPermutation = true;
                break;
              }
            }
            if (nextPermutation) {
              continue;
            }
            for (const related of recursionList) {
              const result = await this.hashNDegreeQuads(related, issuerCopy);
              path += "_:" + issuerCopy.getId(related);
              path += `<${result.hash}>`;
              issuerCopy = result.issuer;
              if (chosenPath.length !== 0 && path > chosenPath) {
                nextPermutation = true;
                break;
              }
            }
            if (nextPermutation) {
              continue;
            }
            if (chosenPath.length === 0 || path < chosenPath) {
              chosenPath = path;
              chosenIssuer = issuerCopy;
            }
          }
          md.update(chosenPath);
          issuer = chosenIssuer;
        }
        return { hash: await md.digest(), issuer };
      }
      // helper for modifying component during Hash First Degree Quads
      modifyFirstDegreeComponent(id, component) {
        if (component.termType !== "BlankNode") {
          return component;
        }
        return {
          termType: "BlankNode",
          value: component.value === id ? "a" : "z"
        };
      }
      // helper for getting a related predicate
      getRelatedPredicate(quad) {
        return `<${quad.predicate.value}>`;
      }
      // helper for creating hash to related blank nodes map
      async createHashToRelated(id, issuer) {
        const hashToRelated = /* @__PURE__ */ new Map();
        const quads = this.blankNodeInfo.get(id).quads;
        let i = 0;
        for (const quad of quads) {
          if (++i % 100 === 0) {
            await this._yield();
          }
          await Promise.all([
            this._addRelatedBlankNodeHash({
              quad,
              component: quad.subject,
              position: "s",
              id,
              issuer,
              hashToRelated
            }),
            this._addRelatedBlankNodeHash({
              quad,
              component: quad.object,
              position: "o",
              id,
              issuer,
              hashToRelated
            }),
            this._addRelatedBlankNodeHash({
              quad,
              component: quad.graph,
              position: "g",
              id,
              issuer,
              hashToRelated
            })
          ]);
        }
        return hashToRelated;
      }
      async _hashAndTrackBlankNode({ id, hashToBlankNodes }) {
        const hash = await this.hashFirstDegreeQuads(id);
        const idList = hashToBlankNodes.get(hash);
        if (!idList) {
          hashToBlankNodes.set(hash, [id]);
        } else {
          idList.push(id);
        }
      }
      _addBlankNodeQuadInfo({ quad, component }) {
        if (component.termType !== "BlankNode") {
          return;
        }
        const id = component.value;
        const info = this.blankNodeInfo.get(id);
        if (info) {
          info.quads.add(quad);
        } else {
          this.blankNodeInfo.set(id, { quads: /* @__PURE__ */ new Set([quad]), hash: null });
        }
      }
      async _addRelatedBlankNodeHash({ quad, component, position, id, issuer, hashToRelated }) {
        if (!(component.termType === "BlankNode" && component.value !== id)) {
          return;
        }
        const related = component.value;
        const hash = await this.hashRelatedBlankNode(
          related,
          quad,
          issuer,
          position
        );
        const entries = hashToRelated.get(hash);
        if (entries) {
          entries.push(related);
        } else {
          hashToRelated.set(hash, [related]);
        }
      }
      // canonical ids for 7.1
      _componentWithCanonicalId(component) {
        if (component.termType === "BlankNode" && !component.value.startsWith(this.canonicalIssuer.prefix)) {
          return {
            termType: "BlankNode",
            value: this.canonicalIssuer.getId(component.value)
          };
        }
        return component;
      }
      async _yield() {
        return new Promise((resolve) => setImmediate2(resolve));
      }
    };
    function _stringHashCompare(a, b) {
      return a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0;
    }
  }
});

// node_modules/rdf-canonize/lib/RDFC10Sync.js
var require_RDFC10Sync = __commonJS({
  "node_modules/rdf-canonize/lib/RDFC10Sync.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2016-2023 Digital Bazaar, Inc. All rights reserved.
     */
    var IdentifierIssuer = require_IdentifierIssuer();
    var MessageDigest = require_MessageDigest();
    var Permuter = require_Permuter();
    var NQuads = require_NQuads();
    module.exports = class RDFC10Sync {
      constructor({
        createMessageDigest = null,
        messageDigestAlgorithm = "sha256",
        canonicalIdMap = /* @__PURE__ */ new Map(),
        maxWorkFactor = 1,
        maxDeepIterations = -1,
        timeout = 0
      } = {}) {
        this.name = "RDFC-1.0";
        this.blankNodeInfo = /* @__PURE__ */ new Map();
        this.canonicalIssuer = new IdentifierIssuer("c14n", canonicalIdMap);
        this.createMessageDigest = createMessageDigest || (() => new MessageDigest(messageDigestAlgorithm));
        this.maxWorkFactor = maxWorkFactor;
        this.maxDeepIterations = maxDeepIterations;
        this.remainingDeepIterations = 0;
        this.timeout = timeout;
        if (timeout > 0) {
          this.startTime = Date.now();
        }
        this.quads = null;
      }
      // 4.4) Normalization Algorithm
      main(dataset) {
        this.quads = dataset;
        for (const quad of dataset) {
          this._addBlankNodeQuadInfo({ quad, component: quad.subject });
          this._addBlankNodeQuadInfo({ quad, component: quad.object });
          this._addBlankNodeQuadInfo({ quad, component: quad.graph });
        }
        const hashToBlankNodes = /* @__PURE__ */ new Map();
        const nonNormalized = [...this.blankNodeInfo.keys()];
        for (const id of nonNormalized) {
          this._hashAndTrackBlankNode({ id, hashToBlankNodes });
        }
        const hashes = [...hashToBlankNodes.keys()].sort();
        const nonUnique = [];
        for (const hash of hashes) {
          const idList = hashToBlankNodes.get(hash);
          if (idList.length > 1) {
            nonUnique.push(idList);
            continue;
          }
          const id = idList[0];
          this.canonicalIssuer.getId(id);
        }
        if (this.maxDeepIterations < 0) {
          if (this.maxWorkFactor === 0) {
            this.maxDeepIterations = 0;
          } else if (this.maxWorkFactor === Infinity) {
            this.maxDeepIterations = Infinity;
          } else {
            const nonUniqueCount = nonUnique.reduce((count, v) => count + v.length, 0);
            this.maxDeepIterations = nonUniqueCount ** this.maxWorkFactor;
          }
        }
        if (this.maxDeepIterations > Number.MAX_SAFE_INTEGER) {
          this.maxDeepIterations = Infinity;
        }
        this.remainingDeepIterations = this.maxDeepIterations;
        for (const idList of nonUnique) {
          const hashPathList = [];
          for (const id of idList) {
            if (this.canonicalIssuer.hasId(id)) {
              continue;
            }
            const issuer = new IdentifierIssuer("b");
            issuer.getId(id);
            const result = this.hashNDegreeQuads(id, issuer);
            hashPathList.push(result);
          }
          hashPathList.sort(_stringHashCompare);
          for (const result of hashPathList) {
            const oldIds = result.issuer.getOldIds();
            for (const id of oldIds) {
              this.canonicalIssuer.getId(id);
            }
          }
        }
        const normalized = [];
        for (const quad of this.quads) {
          const nQuad = NQuads.serializeQuadComponents(
            this._componentWithCanonicalId(quad.subject),
            quad.predicate,
            this._componentWithCanonicalId(quad.object),
            this._componentWithCanonicalId(quad.graph)
          );
          normalized.push(nQuad);
        }
        normalized.sort();
        return normalized.join("");
      }
      // 4.6) Hash First Degree Quads
      hashFirstDegreeQuads(id) {
        const nquads = [];
        const info = this.blankNodeInfo.get(id);
        const quads = info.quads;
        for (const quad of quads) {
          nquads.push(NQuads.serializeQuadComponents(
            this.modifyFirstDegreeComponent(id, quad.subject, "subject"),
            quad.predicate,
            this.modifyFirstDegreeComponent(id, quad.object, "object"),
            this.modifyFirstDegreeComponent(id, quad.graph, "graph")
          ));
        }
        nquads.sort();
        const md = this.createMessageDigest();
        for (const nquad of nquads) {
          md.update(nquad);
        }
        info.hash = md.digest();
        return info.hash;
      }
      // 4.7) Hash Related Blank Node
      hashRelatedBlankNode(related, quad, issuer, position) {
        const md = this.createMessageDigest();
        md.update(position);
        if (position !== "g") {
          md.update(this.getRelatedPredicate(quad));
        }
        let id;
        if (this.canonicalIssuer.hasId(related)) {
          id = "_:" + this.canonicalIssuer.getId(related);
        } else if (issuer.hasId(related)) {
          id = "_:" + issuer.getId(related);
        } else {
          id = this.blankNodeInfo.get(related).hash;
        }
        md.update(id);
        return md.digest();
      }
      // 4.8) Hash N-Degree Quads
      hashNDegreeQuads(id, issuer) {
        if (this.remainingDeepIterations === 0) {
          throw new Error(
            `Maximum deep iterations exceeded (${this.maxDeepIterations}).`
          );
        }
        this.remainingDeepIterations--;
        const md = this.createMessageDigest();
        const hashToRelated = this.createHashToRelated(id, issuer);
        const hashes = [...hashToRelated.keys()].sort();
        for (const hash of hashes) {
          md.update(hash);
          let chosenPath = "";
          let chosenIssuer;
          const permuter = new Permuter(hashToRelated.get(hash));
          let i = 0;
          while (permuter.hasNext()) {
            const permutation = permuter.next();
            if (++i % 3 === 0) {
              if (this.timeout > 0 && Date.now() - this.startTime > this.timeout) {
                throw new Error("Canonize timeout.");
              }
            }
            let issuerCopy = issuer.clone();
            let path = "";
            const recursionList = [];
            let nextPermutation = false;
            for (const related of permutation) {
              if (this.canonicalIssuer.hasId(related)) {
                path += "_:" + this.canonicalIssuer.getId(related);
              } else {
                if (!issuerCopy.hasId(related)) {
                  recursionList.push(related);
                }
                path += "_:" + issuerCopy.getId(related);
              }
              if (chosenPath.length !== 0 && path > chosenPath) {
                nextPermutation = true;
                break;
              }
            }
            if (nextPermutation) {
              continue;
            }
            for (const related of recursionList) {
              const result = this.hashNDegreeQuads(related, issuerCopy);
              path += "_:" + issuerCopy.getId(related);
              path += `<${result.hash}>`;
              issuerCopy = result.issuer;
              if (chosenPath.length !== 0 && path > chosenPath) {
                nextPermutation = true;
                break;
              }
            }
            if (nextPermutation) {
              continue;
            }
            if (chosenPath.length === 0 || path < chosenPath) {
              chosenPath = path;
              chosenIssuer = issuerCopy;
            }
          }
          md.update(chosenPath);
          issuer = chosenIssuer;
        }
        return { hash: md.digest(), issuer };
      }
      // helper for modifying component during Hash First Degree Quads
      modifyFirstDegreeComponent(id, component) {
        if (component.termType !== "BlankNode") {
          return component;
        }
        return {
          termType: "BlankNode",
          value: component.value === id ? "a" : "z"
        };
      }
      // helper for getting a related predicate
      getRelatedPredicate(quad) {
        return `<${quad.predicate.value}>`;
      }
      // helper for creating hash to related blank nodes map
      createHashToRelated(id, issuer) {
        const hashToRelated = /* @__PURE__ */ new Map();
        const quads = this.blankNodeInfo.get(id).quads;
        for (const quad of quads) {
          this._addRelatedBlankNodeHash({
            quad,
            component: quad.subject,
            position: "s",
            id,
            issuer,
            hashToRelated
          });
          this._addRelatedBlankNodeHash({
            quad,
            component: quad.object,
            position: "o",
            id,
            issuer,
            hashToRelated
          });
          this._addRelatedBlankNodeHash({
            quad,
            component: quad.graph,
            position: "g",
            id,
            issuer,
            hashToRelated
          });
        }
        return hashToRelated;
      }
      _hashAndTrackBlankNode({ id, hashToBlankNodes }) {
        const hash = this.hashFirstDegreeQuads(id);
        const idList = hashToBlankNodes.get(hash);
        if (!idList) {
          hashToBlankNodes.set(hash, [id]);
        } else {
          idList.push(id);
        }
      }
      _addBlankNodeQuadInfo({ quad, component }) {
        if (component.termType !== "BlankNode") {
          return;
        }
        const id = component.value;
        const info = this.blankNodeInfo.get(id);
        if (info) {
          info.quads.add(quad);
        } else {
          this.blankNodeInfo.set(id, { quads: /* @__PURE__ */ new Set([quad]), hash: null });
        }
      }
      _addRelatedBlankNodeHash({ quad, component, position, id, issuer, hashToRelated }) {
        if (!(component.termType === "BlankNode" && component.value !== id)) {
          return;
        }
        const related = component.value;
        const hash = this.hashRelatedBlankNode(
          related,
          quad,
          issuer,
          position
        );
        const entries = hashToRelated.get(hash);
        if (entries) {
          entries.push(related);
        } else {
          hashToRelated.set(hash, [related]);
        }
      }
      // canonical ids for 7.1
      _componentWithCanonicalId(component) {
        if (component.termType === "BlankNode" && !component.value.startsWith(this.canonicalIssuer.prefix)) {
          return {
            termType: "BlankNode",
            value: this.canonicalIssuer.getId(component.value)
          };
        }
        return component;
      }
    };
    function _stringHashCompare(a, b) {
      return a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0;
    }
  }
});

// node_modules/rdf-canonize/lib/index.js
var require_lib = __commonJS({
  "node_modules/rdf-canonize/lib/index.js"(exports) {
    "use strict";
    var RDFC10 = require_RDFC10();
    var RDFC10Sync = require_RDFC10Sync();
    function _inputToDataset(input2, options) {
      if (options.inputFormat) {
        if (options.inputFormat === "application/n-quads") {
          if (typeof input2 !== "string") {
            throw new Error("N-Quads input must be a string.");
          }
          return exports.NQuads.parse(input2);
        }
        throw new Error(
          `Unknown canonicalization input format: "${options.inputFormat}".`
        );
      }
      return input2;
    }
    function _checkOutputFormat(options) {
      if (options.format) {
        if (options.format !== "application/n-quads") {
          throw new Error(
            `Unknown canonicalization output format: "${options.format}".`
          );
        }
      }
    }
    function _traceURDNA2015() {
      if (!!globalThis.RDF_CANONIZE_TRACE_URDNA2015) {
        console.trace("[rdf-canonize] URDNA2015 is deprecated, use RDFC-1.0");
      }
    }
    exports.NQuads = require_NQuads();
    exports.IdentifierIssuer = require_IdentifierIssuer();
    exports.canonize = async function(input2, options = {}) {
      const dataset = _inputToDataset(input2, options);
      _checkOutputFormat(options);
      if (!("algorithm" in options)) {
        throw new Error("No RDF Dataset Canonicalization algorithm specified.");
      }
      if (options.algorithm === "RDFC-1.0") {
        return new RDFC10(options).main(dataset);
      }
      if (options.algorithm === "URDNA2015" && !options.rejectURDNA2015) {
        _traceURDNA2015();
        return new RDFC10(options).main(dataset);
      }
      throw new Error(
        "Invalid RDF Dataset Canonicalization algorithm: " + options.algorithm
      );
    };
    exports._canonizeSync = function(input2, options = {}) {
      const dataset = _inputToDataset(input2, options);
      _checkOutputFormat(options);
      if (!("algorithm" in options)) {
        throw new Error("No RDF Dataset Canonicalization algorithm specified.");
      }
      if (options.algorithm === "RDFC-1.0") {
        return new RDFC10Sync(options).main(dataset);
      }
      if (options.algorithm === "URDNA2015" && !options.rejectURDNA2015) {
        _traceURDNA2015();
        return new RDFC10Sync(options).main(dataset);
      }
      throw new Error(
        "Invalid RDF Dataset Canonicalization algorithm: " + options.algorithm
      );
    };
  }
});

// node_modules/rdf-canonize/index.js
var require_rdf_canonize = __commonJS({
  "node_modules/rdf-canonize/index.js"(exports, module) {
    module.exports = require_lib();
  }
});

// node_modules/jsonld/lib/types.js
var require_types = __commonJS({
  "node_modules/jsonld/lib/types.js"(exports, module) {
    "use strict";
    var api = {};
    module.exports = api;
    api.isArray = Array.isArray;
    api.isBoolean = (v) => typeof v === "boolean" || Object.prototype.toString.call(v) === "[object Boolean]";
    api.isDouble = (v) => api.isNumber(v) && (String(v).indexOf(".") !== -1 || Math.abs(v) >= 1e21);
    api.isEmptyObject = (v) => api.isObject(v) && Object.keys(v).length === 0;
    api.isNumber = (v) => typeof v === "number" || Object.prototype.toString.call(v) === "[object Number]";
    api.isNumeric = (v) => !isNaN(parseFloat(v)) && isFinite(v);
    api.isObject = (v) => Object.prototype.toString.call(v) === "[object Object]";
    api.isString = (v) => typeof v === "string" || Object.prototype.toString.call(v) === "[object String]";
    api.isUndefined = (v) => typeof v === "undefined";
  }
});

// node_modules/jsonld/lib/graphTypes.js
var require_graphTypes = __commonJS({
  "node_modules/jsonld/lib/graphTypes.js"(exports, module) {
    "use strict";
    var types = require_types();
    var api = {};
    module.exports = api;
    api.isSubject = (v) => {
      if (types.isObject(v) && !("@value" in v || "@set" in v || "@list" in v)) {
        const keyCount = Object.keys(v).length;
        return keyCount > 1 || !("@id" in v);
      }
      return false;
    };
    api.isSubjectReference = (v) => (
      // Note: A value is a subject reference if all of these hold true:
      // 1. It is an Object.
      // 2. It has a single key: @id.
      types.isObject(v) && Object.keys(v).length === 1 && "@id" in v
    );
    api.isValue = (v) => (
      // Note: A value is a @value if all of these hold true:
      // 1. It is an Object.
      // 2. It has the @value property.
      types.isObject(v) && "@value" in v
    );
    api.isList = (v) => (
      // Note: A value is a @list if all of these hold true:
      // 1. It is an Object.
      // 2. It has the @list property.
      types.isObject(v) && "@list" in v
    );
    api.isGraph = (v) => {
      return types.isObject(v) && "@graph" in v && Object.keys(v).filter((key) => key !== "@id" && key !== "@index").length === 1;
    };
    api.isSimpleGraph = (v) => {
      return api.isGraph(v) && !("@id" in v);
    };
    api.isBlankNode = (v) => {
      if (types.isObject(v)) {
        if ("@id" in v) {
          const id = v["@id"];
          return !types.isString(id) || id.indexOf("_:") === 0;
        }
        return Object.keys(v).length === 0 || !("@value" in v || "@set" in v || "@list" in v);
      }
      return false;
    };
  }
});

// node_modules/jsonld/lib/JsonLdError.js
var require_JsonLdError = __commonJS({
  "node_modules/jsonld/lib/JsonLdError.js"(exports, module) {
    "use strict";
    module.exports = class JsonLdError extends Error {
      /**
       * Creates a JSON-LD Error.
       *
       * @param msg the error message.
       * @param type the error type.
       * @param details the error details.
       */
      constructor(message2 = "An unspecified JSON-LD error occurred.", name2 = "jsonld.Error", details = {}) {
        super(message2);
        this.name = name2;
        this.message = message2;
        this.details = details;
      }
    };
  }
});

// node_modules/jsonld/lib/util.js
var require_util = __commonJS({
  "node_modules/jsonld/lib/util.js"(exports, module) {
    "use strict";
    var graphTypes = require_graphTypes();
    var types = require_types();
    var IdentifierIssuer = require_rdf_canonize().IdentifierIssuer;
    var JsonLdError = require_JsonLdError();
    var REGEX_BCP47 = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;
    var REGEX_LINK_HEADERS = /(?:<[^>]*?>|"[^"]*?"|[^,])+/g;
    var REGEX_LINK_HEADER = /\s*<([^>]*?)>\s*(?:;\s*(.*))?/;
    var REGEX_LINK_HEADER_PARAMS = /(.*?)=(?:(?:"([^"]*?)")|([^"]*?))\s*(?:(?:;\s*)|$)/g;
    var REGEX_KEYWORD = /^@[a-zA-Z]+$/;
    var DEFAULTS = {
      headers: {
        accept: "application/ld+json, application/json"
      }
    };
    var api = {};
    module.exports = api;
    api.IdentifierIssuer = IdentifierIssuer;
    api.REGEX_BCP47 = REGEX_BCP47;
    api.REGEX_KEYWORD = REGEX_KEYWORD;
    api.clone = function(value) {
      if (value && typeof value === "object") {
        let rval;
        if (types.isArray(value)) {
          rval = [];
          for (let i = 0; i < value.length; ++i) {
            rval[i] = api.clone(value[i]);
          }
        } else if (value instanceof Map) {
          rval = /* @__PURE__ */ new Map();
          for (const [k, v] of value) {
            rval.set(k, api.clone(v));
          }
        } else if (value instanceof Set) {
          rval = /* @__PURE__ */ new Set();
          for (const v of value) {
            rval.add(api.clone(v));
          }
        } else if (types.isObject(value)) {
          rval = {};
          for (const key in value) {
            rval[key] = api.clone(value[key]);
          }
        } else {
          rval = value.toString();
        }
        return rval;
      }
      return value;
    };
    api.asArray = function(value) {
      return Array.isArray(value) ? value : [value];
    };
    api.buildHeaders = (headers = {}) => {
      const hasAccept = Object.keys(headers).some(
        (h) => h.toLowerCase() === "accept"
      );
      if (hasAccept) {
        throw new RangeError(
          'Accept header may not be specified; only "' + DEFAULTS.headers.accept + '" is supported.'
        );
      }
      return Object.assign({ Accept: DEFAULTS.headers.accept }, headers);
    };
    api.parseLinkHeader = (header) => {
      const rval = {};
      const entries = header.match(REGEX_LINK_HEADERS);
      for (let i = 0; i < entries.length; ++i) {
        let match = entries[i].match(REGEX_LINK_HEADER);
        if (!match) {
          continue;
        }
        const result = { target: match[1] };
        const params = match[2];
        while (match = REGEX_LINK_HEADER_PARAMS.exec(params)) {
          result[match[1]] = match[2] === void 0 ? match[3] : match[2];
        }
        const rel = result.rel || "";
        if (Array.isArray(rval[rel])) {
          rval[rel].push(result);
        } else if (rval.hasOwnProperty(rel)) {
          rval[rel] = [rval[rel], result];
        } else {
          rval[rel] = result;
        }
      }
      return rval;
    };
    api.validateTypeValue = (v, isFrame) => {
      if (types.isString(v)) {
        return;
      }
      if (types.isArray(v) && v.every((vv) => types.isString(vv))) {
        return;
      }
      if (isFrame && types.isObject(v)) {
        switch (Object.keys(v).length) {
          case 0:
            return;
          case 1:
            if ("@default" in v && api.asArray(v["@default"]).every((vv) => types.isString(vv))) {
              return;
            }
        }
      }
      throw new JsonLdError(
        'Invalid JSON-LD syntax; "@type" value must a string, an array of strings, an empty object, or a default object.',
        "jsonld.SyntaxError",
        { code: "invalid type value", value: v }
      );
    };
    api.hasProperty = (subject, property) => {
      if (subject.hasOwnProperty(property)) {
        const value = subject[property];
        return !types.isArray(value) || value.length > 0;
      }
      return false;
    };
    api.hasValue = (subject, property, value) => {
      if (api.hasProperty(subject, property)) {
        let val = subject[property];
        const isList = graphTypes.isList(val);
        if (types.isArray(val) || isList) {
          if (isList) {
            val = val["@list"];
          }
          for (let i = 0; i < val.length; ++i) {
            if (api.compareValues(value, val[i])) {
              return true;
            }
          }
        } else if (!types.isArray(value)) {
          return api.compareValues(value, val);
        }
      }
      return false;
    };
    api.addValue = (subject, property, value, options) => {
      options = options || {};
      if (!("propertyIsArray" in options)) {
        options.propertyIsArray = false;
      }
      if (!("valueIsArray" in options)) {
        options.valueIsArray = false;
      }
      if (!("allowDuplicate" in options)) {
        options.allowDuplicate = true;
      }
      if (!("prependValue" in options)) {
        options.prependValue = false;
      }
      if (options.valueIsArray) {
        subject[property] = value;
      } else if (types.isArray(value)) {
        if (value.length === 0 && options.propertyIsArray && !subject.hasOwnProperty(property)) {
          subject[property] = [];
        }
        if (options.prependValue) {
          value = value.concat(subject[property]);
          subject[property] = [];
        }
        for (let i = 0; i < value.length; ++i) {
          api.addValue(subject, property, value[i], options);
        }
      } else if (subject.hasOwnProperty(property)) {
        const hasValue = !options.allowDuplicate && api.hasValue(subject, property, value);
        if (!types.isArray(subject[property]) && (!hasValue || options.propertyIsArray)) {
          subject[property] = [subject[property]];
        }
        if (!hasValue) {
          if (options.prependValue) {
            subject[property].unshift(value);
          } else {
            subject[property].push(value);
          }
        }
      } else {
        subject[property] = options.propertyIsArray ? [value] : value;
      }
    };
    api.getValues = (subject, property) => [].concat(subject[property] || []);
    api.removeProperty = (subject, property) => {
      delete subject[property];
    };
    api.removeValue = (subject, property, value, options) => {
      options = options || {};
      if (!("propertyIsArray" in options)) {
        options.propertyIsArray = false;
      }
      const values = api.getValues(subject, property).filter(
        (e) => !api.compareValues(e, value)
      );
      if (values.length === 0) {
        api.removeProperty(subject, property);
      } else if (values.length === 1 && !options.propertyIsArray) {
        subject[property] = values[0];
      } else {
        subject[property] = values;
      }
    };
    api.relabelBlankNodes = (input2, options) => {
      options = options || {};
      const issuer = options.issuer || new IdentifierIssuer("_:b");
      return _labelBlankNodes(issuer, input2);
    };
    api.compareValues = (v1, v2) => {
      if (v1 === v2) {
        return true;
      }
      if (graphTypes.isValue(v1) && graphTypes.isValue(v2) && v1["@value"] === v2["@value"] && v1["@type"] === v2["@type"] && v1["@language"] === v2["@language"] && v1["@index"] === v2["@index"]) {
        return true;
      }
      if (types.isObject(v1) && "@id" in v1 && types.isObject(v2) && "@id" in v2) {
        return v1["@id"] === v2["@id"];
      }
      return false;
    };
    api.compareShortestLeast = (a, b) => {
      if (a.length < b.length) {
        return -1;
      }
      if (b.length < a.length) {
        return 1;
      }
      if (a === b) {
        return 0;
      }
      return a < b ? -1 : 1;
    };
    function _labelBlankNodes(issuer, element) {
      if (types.isArray(element)) {
        for (let i = 0; i < element.length; ++i) {
          element[i] = _labelBlankNodes(issuer, element[i]);
        }
      } else if (graphTypes.isList(element)) {
        element["@list"] = _labelBlankNodes(issuer, element["@list"]);
      } else if (types.isObject(element)) {
        if (graphTypes.isBlankNode(element)) {
          element["@id"] = issuer.getId(element["@id"]);
        }
        const keys = Object.keys(element).sort();
        for (let ki = 0; ki < keys.length; ++ki) {
          const key = keys[ki];
          if (key !== "@id") {
            element[key] = _labelBlankNodes(issuer, element[key]);
          }
        }
      }
      return element;
    }
  }
});

// node_modules/jsonld/lib/constants.js
var require_constants3 = __commonJS({
  "node_modules/jsonld/lib/constants.js"(exports, module) {
    "use strict";
    var RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    var XSD = "http://www.w3.org/2001/XMLSchema#";
    module.exports = {
      // TODO: Deprecated and will be removed later. Use LINK_HEADER_CONTEXT.
      LINK_HEADER_REL: "http://www.w3.org/ns/json-ld#context",
      LINK_HEADER_CONTEXT: "http://www.w3.org/ns/json-ld#context",
      RDF,
      RDF_LIST: RDF + "List",
      RDF_FIRST: RDF + "first",
      RDF_REST: RDF + "rest",
      RDF_NIL: RDF + "nil",
      RDF_TYPE: RDF + "type",
      RDF_PLAIN_LITERAL: RDF + "PlainLiteral",
      RDF_XML_LITERAL: RDF + "XMLLiteral",
      RDF_JSON_LITERAL: RDF + "JSON",
      RDF_OBJECT: RDF + "object",
      RDF_LANGSTRING: RDF + "langString",
      XSD,
      XSD_BOOLEAN: XSD + "boolean",
      XSD_DOUBLE: XSD + "double",
      XSD_INTEGER: XSD + "integer",
      XSD_STRING: XSD + "string"
    };
  }
});

// node_modules/jsonld/lib/RequestQueue.js
var require_RequestQueue = __commonJS({
  "node_modules/jsonld/lib/RequestQueue.js"(exports, module) {
    "use strict";
    module.exports = class RequestQueue {
      /**
       * Creates a simple queue for requesting documents.
       */
      constructor() {
        this._requests = {};
      }
      wrapLoader(loader) {
        const self = this;
        self._loader = loader;
        return function() {
          return self.add.apply(self, arguments);
        };
      }
      async add(url) {
        let promise = this._requests[url];
        if (promise) {
          return Promise.resolve(promise);
        }
        promise = this._requests[url] = this._loader(url);
        try {
          return await promise;
        } finally {
          delete this._requests[url];
        }
      }
    };
  }
});

// node_modules/jsonld/lib/url.js
var require_url = __commonJS({
  "node_modules/jsonld/lib/url.js"(exports, module) {
    "use strict";
    var types = require_types();
    var api = {};
    module.exports = api;
    api.parsers = {
      simple: {
        // RFC 3986 basic parts
        keys: [
          "href",
          "scheme",
          "authority",
          "path",
          "query",
          "fragment"
        ],
        /* eslint-disable-next-line max-len */
        regex: /^(?:([^:\/?#]+):)?(?:\/\/([^\/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?/
      },
      full: {
        keys: [
          "href",
          "protocol",
          "scheme",
          "authority",
          "auth",
          "user",
          "password",
          "hostname",
          "port",
          "path",
          "directory",
          "file",
          "query",
          "fragment"
        ],
        /* eslint-disable-next-line max-len */
        regex: /^(([a-zA-Z][a-zA-Z0-9+-.]*):)?(?:\/\/((?:(([^:@]*)(?::([^:@]*))?)?@)?([^:\/?#]*)(?::(\d*))?))?(?:(((?:[^?#\/]*\/)*)([^?#]*))(?:\?([^#]*))?(?:#(.*))?)/
      }
    };
    api.parse = (str, parser) => {
      const parsed = {};
      const o = api.parsers[parser || "full"];
      const m = o.regex.exec(str);
      let i = o.keys.length;
      while (i--) {
        parsed[o.keys[i]] = m[i] === void 0 ? null : m[i];
      }
      if (parsed.scheme === "https" && parsed.port === "443" || parsed.scheme === "http" && parsed.port === "80") {
        parsed.href = parsed.href.replace(":" + parsed.port, "");
        parsed.authority = parsed.authority.replace(":" + parsed.port, "");
        parsed.port = null;
      }
      parsed.normalizedPath = api.removeDotSegments(parsed.path);
      return parsed;
    };
    api.prependBase = (base, iri) => {
      if (base === null) {
        return iri;
      }
      if (api.isAbsolute(iri)) {
        return iri;
      }
      if (!base || types.isString(base)) {
        base = api.parse(base || "");
      }
      const rel = api.parse(iri);
      const transform = {
        protocol: base.protocol || ""
      };
      if (rel.authority !== null) {
        transform.authority = rel.authority;
        transform.path = rel.path;
        transform.query = rel.query;
      } else {
        transform.authority = base.authority;
        if (rel.path === "") {
          transform.path = base.path;
          if (rel.query !== null) {
            transform.query = rel.query;
          } else {
            transform.query = base.query;
          }
        } else {
          if (rel.path.indexOf("/") === 0) {
            transform.path = rel.path;
          } else {
            let path = base.path;
            path = path.substr(0, path.lastIndexOf("/") + 1);
            if ((path.length > 0 || base.authority) && path.substr(-1) !== "/") {
              path += "/";
            }
            path += rel.path;
            transform.path = path;
          }
          transform.query = rel.query;
        }
      }
      if (rel.path !== "") {
        transform.path = api.removeDotSegments(transform.path);
      }
      let rval = transform.protocol;
      if (transform.authority !== null) {
        rval += "//" + transform.authority;
      }
      rval += transform.path;
      if (transform.query !== null) {
        rval += "?" + transform.query;
      }
      if (rel.fragment !== null) {
        rval += "#" + rel.fragment;
      }
      if (rval === "") {
        rval = "./";
      }
      return rval;
    };
    api.removeBase = (base, iri) => {
      if (base === null) {
        return iri;
      }
      if (!base || types.isString(base)) {
        base = api.parse(base || "");
      }
      let root = "";
      if (base.href !== "") {
        root += (base.protocol || "") + "//" + (base.authority || "");
      } else if (iri.indexOf("//")) {
        root += "//";
      }
      if (iri.indexOf(root) !== 0) {
        return iri;
      }
      const rel = api.parse(iri.substr(root.length));
      const baseSegments = base.normalizedPath.split("/");
      const iriSegments = rel.normalizedPath.split("/");
      const last = rel.fragment || rel.query ? 0 : 1;
      while (baseSegments.length > 0 && iriSegments.length > last) {
        if (baseSegments[0] !== iriSegments[0]) {
          break;
        }
        baseSegments.shift();
        iriSegments.shift();
      }
      let rval = "";
      if (baseSegments.length > 0) {
        baseSegments.pop();
        for (let i = 0; i < baseSegments.length; ++i) {
          rval += "../";
        }
      }
      rval += iriSegments.join("/");
      if (rel.query !== null) {
        rval += "?" + rel.query;
      }
      if (rel.fragment !== null) {
        rval += "#" + rel.fragment;
      }
      if (rval === "") {
        rval = "./";
      }
      return rval;
    };
    api.removeDotSegments = (path) => {
      if (path.length === 0) {
        return "";
      }
      const input2 = path.split("/");
      const output = [];
      while (input2.length > 0) {
        const next = input2.shift();
        const done = input2.length === 0;
        if (next === ".") {
          if (done) {
            output.push("");
          }
          continue;
        }
        if (next === "..") {
          output.pop();
          if (done) {
            output.push("");
          }
          continue;
        }
        output.push(next);
      }
      if (path[0] === "/" && output.length > 0 && output[0] !== "") {
        output.unshift("");
      }
      if (output.length === 1 && output[0] === "") {
        return "/";
      }
      return output.join("/");
    };
    var isAbsoluteRegex = /^([A-Za-z][A-Za-z0-9+-.]*|_):[^\s]*$/;
    api.isAbsolute = (v) => types.isString(v) && isAbsoluteRegex.test(v);
    api.isRelative = (v) => types.isString(v);
  }
});

// no-network.mjs
var no_network_exports = {};
__export(no_network_exports, {
  DEFAULT_HEADERS: () => DEFAULT_HEADERS,
  httpClient: () => httpClient,
  kyPromise: () => kyPromise
});
var refuse, httpClient, kyPromise, DEFAULT_HEADERS;
var init_no_network = __esm({
  "no-network.mjs"() {
    refuse = async () => {
      throw new Error("Nothing is fetched.");
    };
    httpClient = { get: refuse, post: refuse, extend: () => httpClient };
    kyPromise = Promise.resolve(httpClient);
    DEFAULT_HEADERS = {};
  }
});

// node_modules/jsonld/lib/documentLoaders/node.js
var require_node = __commonJS({
  "node_modules/jsonld/lib/documentLoaders/node.js"(exports, module) {
    "use strict";
    var https = __require("https");
    var { parseLinkHeader, buildHeaders } = require_util();
    var { LINK_HEADER_CONTEXT } = require_constants3();
    var JsonLdError = require_JsonLdError();
    var RequestQueue = require_RequestQueue();
    var { prependBase } = require_url();
    var { httpClient: httpClient2 } = (init_no_network(), __toCommonJS(no_network_exports));
    module.exports = ({
      secure,
      strictSSL = true,
      maxRedirects = -1,
      headers = {},
      httpAgent,
      httpsAgent
    } = { strictSSL: true, maxRedirects: -1, headers: {} }) => {
      headers = buildHeaders(headers);
      if (!("user-agent" in headers)) {
        headers = Object.assign({}, headers, {
          "user-agent": "jsonld.js"
        });
      }
      const http = __require("http");
      const queue = new RequestQueue();
      return queue.wrapLoader(function(url) {
        return loadDocument(url, []);
      });
      async function loadDocument(url, redirects) {
        const isHttp = url.startsWith("http:");
        const isHttps = url.startsWith("https:");
        if (!isHttp && !isHttps) {
          throw new JsonLdError(
            'URL could not be dereferenced; only "http" and "https" URLs are supported.',
            "jsonld.InvalidUrl",
            { code: "loading document failed", url }
          );
        }
        if (secure && !isHttps) {
          throw new JsonLdError(
            `URL could not be dereferenced; secure mode is enabled and the URL's scheme is not "https".`,
            "jsonld.InvalidUrl",
            { code: "loading document failed", url }
          );
        }
        let doc = null;
        if (doc !== null) {
          return doc;
        }
        let alternate = null;
        const { res, body } = await _fetch({
          url,
          headers,
          strictSSL,
          httpAgent,
          httpsAgent
        });
        doc = { contextUrl: null, documentUrl: url, document: body || null };
        const statusText = http.STATUS_CODES[res.status];
        if (res.status >= 400) {
          throw new JsonLdError(
            `URL "${url}" could not be dereferenced: ${statusText}`,
            "jsonld.InvalidUrl",
            {
              code: "loading document failed",
              url,
              httpStatusCode: res.status
            }
          );
        }
        const link = res.headers.get("link");
        let location = res.headers.get("location");
        const contentType = res.headers.get("content-type");
        if (link && contentType !== "application/ld+json") {
          const linkHeaders = parseLinkHeader(link);
          const linkedContext = linkHeaders[LINK_HEADER_CONTEXT];
          if (Array.isArray(linkedContext)) {
            throw new JsonLdError(
              "URL could not be dereferenced, it has more than one associated HTTP Link Header.",
              "jsonld.InvalidUrl",
              { code: "multiple context link headers", url }
            );
          }
          if (linkedContext) {
            doc.contextUrl = linkedContext.target;
          }
          alternate = linkHeaders.alternate;
          if (alternate && alternate.type == "application/ld+json" && !(contentType || "").match(/^application\/(\w*\+)?json$/)) {
            location = prependBase(url, alternate.target);
          }
        }
        if ((alternate || res.status >= 300 && res.status < 400) && location) {
          if (redirects.length === maxRedirects) {
            throw new JsonLdError(
              "URL could not be dereferenced; there were too many redirects.",
              "jsonld.TooManyRedirects",
              {
                code: "loading document failed",
                url,
                httpStatusCode: res.status,
                redirects
              }
            );
          }
          if (redirects.indexOf(url) !== -1) {
            throw new JsonLdError(
              "URL could not be dereferenced; infinite redirection was detected.",
              "jsonld.InfiniteRedirectDetected",
              {
                code: "recursive context inclusion",
                url,
                httpStatusCode: res.status,
                redirects
              }
            );
          }
          redirects.push(url);
          const nextUrl = new URL(location, url).href;
          return loadDocument(nextUrl, redirects);
        }
        redirects.push(url);
        return doc;
      }
    };
    async function _fetch({ url, headers, strictSSL, httpAgent, httpsAgent }) {
      try {
        const options = {
          headers,
          redirect: "manual",
          // ky specific to avoid redirects throwing
          throwHttpErrors: false
        };
        const isHttps = url.startsWith("https:");
        if (isHttps) {
          options.agent = httpsAgent || new https.Agent({ rejectUnauthorized: strictSSL });
        } else {
          if (httpAgent) {
            options.agent = httpAgent;
          }
        }
        const res = await httpClient2.get(url, options);
        return { res, body: res.data };
      } catch (e) {
        if (e.response) {
          return { res: e.response, body: null };
        }
        throw new JsonLdError(
          "URL could not be dereferenced, an error occurred.",
          "jsonld.LoadDocumentError",
          { code: "loading document failed", url, cause: e }
        );
      }
    }
  }
});

// node_modules/jsonld/lib/platform.js
var require_platform2 = __commonJS({
  "node_modules/jsonld/lib/platform.js"(exports, module) {
    "use strict";
    var nodeLoader = require_node();
    var api = {};
    module.exports = api;
    api.setupDocumentLoaders = function(jsonld4) {
      jsonld4.documentLoaders.node = nodeLoader;
      jsonld4.useDocumentLoader("node");
    };
    api.setupGlobals = function(jsonld4) {
    };
  }
});

// node_modules/yallist/iterator.js
var require_iterator = __commonJS({
  "node_modules/yallist/iterator.js"(exports, module) {
    "use strict";
    module.exports = function(Yallist) {
      Yallist.prototype[Symbol.iterator] = function* () {
        for (let walker = this.head; walker; walker = walker.next) {
          yield walker.value;
        }
      };
    };
  }
});

// node_modules/yallist/yallist.js
var require_yallist = __commonJS({
  "node_modules/yallist/yallist.js"(exports, module) {
    "use strict";
    module.exports = Yallist;
    Yallist.Node = Node;
    Yallist.create = Yallist;
    function Yallist(list) {
      var self = this;
      if (!(self instanceof Yallist)) {
        self = new Yallist();
      }
      self.tail = null;
      self.head = null;
      self.length = 0;
      if (list && typeof list.forEach === "function") {
        list.forEach(function(item) {
          self.push(item);
        });
      } else if (arguments.length > 0) {
        for (var i = 0, l = arguments.length; i < l; i++) {
          self.push(arguments[i]);
        }
      }
      return self;
    }
    Yallist.prototype.removeNode = function(node) {
      if (node.list !== this) {
        throw new Error("removing node which does not belong to this list");
      }
      var next = node.next;
      var prev = node.prev;
      if (next) {
        next.prev = prev;
      }
      if (prev) {
        prev.next = next;
      }
      if (node === this.head) {
        this.head = next;
      }
      if (node === this.tail) {
        this.tail = prev;
      }
      node.list.length--;
      node.next = null;
      node.prev = null;
      node.list = null;
      return next;
    };
    Yallist.prototype.unshiftNode = function(node) {
      if (node === this.head) {
        return;
      }
      if (node.list) {
        node.list.removeNode(node);
      }
      var head = this.head;
      node.list = this;
      node.next = head;
      if (head) {
        head.prev = node;
      }
      this.head = node;
      if (!this.tail) {
        this.tail = node;
      }
      this.length++;
    };
    Yallist.prototype.pushNode = function(node) {
      if (node === this.tail) {
        return;
      }
      if (node.list) {
        node.list.removeNode(node);
      }
      var tail = this.tail;
      node.list = this;
      node.prev = tail;
      if (tail) {
        tail.next = node;
      }
      this.tail = node;
      if (!this.head) {
        this.head = node;
      }
      this.length++;
    };
    Yallist.prototype.push = function() {
      for (var i = 0, l = arguments.length; i < l; i++) {
        push(this, arguments[i]);
      }
      return this.length;
    };
    Yallist.prototype.unshift = function() {
      for (var i = 0, l = arguments.length; i < l; i++) {
        unshift(this, arguments[i]);
      }
      return this.length;
    };
    Yallist.prototype.pop = function() {
      if (!this.tail) {
        return void 0;
      }
      var res = this.tail.value;
      this.tail = this.tail.prev;
      if (this.tail) {
        this.tail.next = null;
      } else {
        this.head = null;
      }
      this.length--;
      return res;
    };
    Yallist.prototype.shift = function() {
      if (!this.head) {
        return void 0;
      }
      var res = this.head.value;
      this.head = this.head.next;
      if (this.head) {
        this.head.prev = null;
      } else {
        this.tail = null;
      }
      this.length--;
      return res;
    };
    Yallist.prototype.forEach = function(fn, thisp) {
      thisp = thisp || this;
      for (var walker = this.head, i = 0; walker !== null; i++) {
        fn.call(thisp, walker.value, i, this);
        walker = walker.next;
      }
    };
    Yallist.prototype.forEachReverse = function(fn, thisp) {
      thisp = thisp || this;
      for (var walker = this.tail, i = this.length - 1; walker !== null; i--) {
        fn.call(thisp, walker.value, i, this);
        walker = walker.prev;
      }
    };
    Yallist.prototype.get = function(n) {
      for (var i = 0, walker = this.head; walker !== null && i < n; i++) {
        walker = walker.next;
      }
      if (i === n && walker !== null) {
        return walker.value;
      }
    };
    Yallist.prototype.getReverse = function(n) {
      for (var i = 0, walker = this.tail; walker !== null && i < n; i++) {
        walker = walker.prev;
      }
      if (i === n && walker !== null) {
        return walker.value;
      }
    };
    Yallist.prototype.map = function(fn, thisp) {
      thisp = thisp || this;
      var res = new Yallist();
      for (var walker = this.head; walker !== null; ) {
        res.push(fn.call(thisp, walker.value, this));
        walker = walker.next;
      }
      return res;
    };
    Yallist.prototype.mapReverse = function(fn, thisp) {
      thisp = thisp || this;
      var res = new Yallist();
      for (var walker = this.tail; walker !== null; ) {
        res.push(fn.call(thisp, walker.value, this));
        walker = walker.prev;
      }
      return res;
    };
    Yallist.prototype.reduce = function(fn, initial) {
      var acc;
      var walker = this.head;
      if (arguments.length > 1) {
        acc = initial;
      } else if (this.head) {
        walker = this.head.next;
        acc = this.head.value;
      } else {
        throw new TypeError("Reduce of empty list with no initial value");
      }
      for (var i = 0; walker !== null; i++) {
        acc = fn(acc, walker.value, i);
        walker = walker.next;
      }
      return acc;
    };
    Yallist.prototype.reduceReverse = function(fn, initial) {
      var acc;
      var walker = this.tail;
      if (arguments.length > 1) {
        acc = initial;
      } else if (this.tail) {
        walker = this.tail.prev;
        acc = this.tail.value;
      } else {
        throw new TypeError("Reduce of empty list with no initial value");
      }
      for (var i = this.length - 1; walker !== null; i--) {
        acc = fn(acc, walker.value, i);
        walker = walker.prev;
      }
      return acc;
    };
    Yallist.prototype.toArray = function() {
      var arr = new Array(this.length);
      for (var i = 0, walker = this.head; walker !== null; i++) {
        arr[i] = walker.value;
        walker = walker.next;
      }
      return arr;
    };
    Yallist.prototype.toArrayReverse = function() {
      var arr = new Array(this.length);
      for (var i = 0, walker = this.tail; walker !== null; i++) {
        arr[i] = walker.value;
        walker = walker.prev;
      }
      return arr;
    };
    Yallist.prototype.slice = function(from2, to) {
      to = to || this.length;
      if (to < 0) {
        to += this.length;
      }
      from2 = from2 || 0;
      if (from2 < 0) {
        from2 += this.length;
      }
      var ret = new Yallist();
      if (to < from2 || to < 0) {
        return ret;
      }
      if (from2 < 0) {
        from2 = 0;
      }
      if (to > this.length) {
        to = this.length;
      }
      for (var i = 0, walker = this.head; walker !== null && i < from2; i++) {
        walker = walker.next;
      }
      for (; walker !== null && i < to; i++, walker = walker.next) {
        ret.push(walker.value);
      }
      return ret;
    };
    Yallist.prototype.sliceReverse = function(from2, to) {
      to = to || this.length;
      if (to < 0) {
        to += this.length;
      }
      from2 = from2 || 0;
      if (from2 < 0) {
        from2 += this.length;
      }
      var ret = new Yallist();
      if (to < from2 || to < 0) {
        return ret;
      }
      if (from2 < 0) {
        from2 = 0;
      }
      if (to > this.length) {
        to = this.length;
      }
      for (var i = this.length, walker = this.tail; walker !== null && i > to; i--) {
        walker = walker.prev;
      }
      for (; walker !== null && i > from2; i--, walker = walker.prev) {
        ret.push(walker.value);
      }
      return ret;
    };
    Yallist.prototype.splice = function(start, deleteCount, ...nodes) {
      if (start > this.length) {
        start = this.length - 1;
      }
      if (start < 0) {
        start = this.length + start;
      }
      for (var i = 0, walker = this.head; walker !== null && i < start; i++) {
        walker = walker.next;
      }
      var ret = [];
      for (var i = 0; walker && i < deleteCount; i++) {
        ret.push(walker.value);
        walker = this.removeNode(walker);
      }
      if (walker === null) {
        walker = this.tail;
      }
      if (walker !== this.head && walker !== this.tail) {
        walker = walker.prev;
      }
      for (var i = 0; i < nodes.length; i++) {
        walker = insert(this, walker, nodes[i]);
      }
      return ret;
    };
    Yallist.prototype.reverse = function() {
      var head = this.head;
      var tail = this.tail;
      for (var walker = head; walker !== null; walker = walker.prev) {
        var p = walker.prev;
        walker.prev = walker.next;
        walker.next = p;
      }
      this.head = tail;
      this.tail = head;
      return this;
    };
    function insert(self, node, value) {
      var inserted = node === self.head ? new Node(value, null, node, self) : new Node(value, node, node.next, self);
      if (inserted.next === null) {
        self.tail = inserted;
      }
      if (inserted.prev === null) {
        self.head = inserted;
      }
      self.length++;
      return inserted;
    }
    function push(self, item) {
      self.tail = new Node(item, self.tail, null, self);
      if (!self.head) {
        self.head = self.tail;
      }
      self.length++;
    }
    function unshift(self, item) {
      self.head = new Node(item, null, self.head, self);
      if (!self.tail) {
        self.tail = self.head;
      }
      self.length++;
    }
    function Node(value, prev, next, list) {
      if (!(this instanceof Node)) {
        return new Node(value, prev, next, list);
      }
      this.list = list;
      this.value = value;
      if (prev) {
        prev.next = this;
        this.prev = prev;
      } else {
        this.prev = null;
      }
      if (next) {
        next.prev = this;
        this.next = next;
      } else {
        this.next = null;
      }
    }
    try {
      require_iterator()(Yallist);
    } catch (er) {
    }
  }
});

// node_modules/lru-cache/index.js
var require_lru_cache = __commonJS({
  "node_modules/lru-cache/index.js"(exports, module) {
    "use strict";
    var Yallist = require_yallist();
    var MAX = /* @__PURE__ */ Symbol("max");
    var LENGTH = /* @__PURE__ */ Symbol("length");
    var LENGTH_CALCULATOR = /* @__PURE__ */ Symbol("lengthCalculator");
    var ALLOW_STALE = /* @__PURE__ */ Symbol("allowStale");
    var MAX_AGE = /* @__PURE__ */ Symbol("maxAge");
    var DISPOSE = /* @__PURE__ */ Symbol("dispose");
    var NO_DISPOSE_ON_SET = /* @__PURE__ */ Symbol("noDisposeOnSet");
    var LRU_LIST = /* @__PURE__ */ Symbol("lruList");
    var CACHE = /* @__PURE__ */ Symbol("cache");
    var UPDATE_AGE_ON_GET = /* @__PURE__ */ Symbol("updateAgeOnGet");
    var naiveLength = () => 1;
    var LRUCache = class {
      constructor(options) {
        if (typeof options === "number")
          options = { max: options };
        if (!options)
          options = {};
        if (options.max && (typeof options.max !== "number" || options.max < 0))
          throw new TypeError("max must be a non-negative number");
        const max = this[MAX] = options.max || Infinity;
        const lc = options.length || naiveLength;
        this[LENGTH_CALCULATOR] = typeof lc !== "function" ? naiveLength : lc;
        this[ALLOW_STALE] = options.stale || false;
        if (options.maxAge && typeof options.maxAge !== "number")
          throw new TypeError("maxAge must be a number");
        this[MAX_AGE] = options.maxAge || 0;
        this[DISPOSE] = options.dispose;
        this[NO_DISPOSE_ON_SET] = options.noDisposeOnSet || false;
        this[UPDATE_AGE_ON_GET] = options.updateAgeOnGet || false;
        this.reset();
      }
      // resize the cache when the max changes.
      set max(mL) {
        if (typeof mL !== "number" || mL < 0)
          throw new TypeError("max must be a non-negative number");
        this[MAX] = mL || Infinity;
        trim(this);
      }
      get max() {
        return this[MAX];
      }
      set allowStale(allowStale) {
        this[ALLOW_STALE] = !!allowStale;
      }
      get allowStale() {
        return this[ALLOW_STALE];
      }
      set maxAge(mA) {
        if (typeof mA !== "number")
          throw new TypeError("maxAge must be a non-negative number");
        this[MAX_AGE] = mA;
        trim(this);
      }
      get maxAge() {
        return this[MAX_AGE];
      }
      // resize the cache when the lengthCalculator changes.
      set lengthCalculator(lC) {
        if (typeof lC !== "function")
          lC = naiveLength;
        if (lC !== this[LENGTH_CALCULATOR]) {
          this[LENGTH_CALCULATOR] = lC;
          this[LENGTH] = 0;
          this[LRU_LIST].forEach((hit) => {
            hit.length = this[LENGTH_CALCULATOR](hit.value, hit.key);
            this[LENGTH] += hit.length;
          });
        }
        trim(this);
      }
      get lengthCalculator() {
        return this[LENGTH_CALCULATOR];
      }
      get length() {
        return this[LENGTH];
      }
      get itemCount() {
        return this[LRU_LIST].length;
      }
      rforEach(fn, thisp) {
        thisp = thisp || this;
        for (let walker = this[LRU_LIST].tail; walker !== null; ) {
          const prev = walker.prev;
          forEachStep(this, fn, walker, thisp);
          walker = prev;
        }
      }
      forEach(fn, thisp) {
        thisp = thisp || this;
        for (let walker = this[LRU_LIST].head; walker !== null; ) {
          const next = walker.next;
          forEachStep(this, fn, walker, thisp);
          walker = next;
        }
      }
      keys() {
        return this[LRU_LIST].toArray().map((k) => k.key);
      }
      values() {
        return this[LRU_LIST].toArray().map((k) => k.value);
      }
      reset() {
        if (this[DISPOSE] && this[LRU_LIST] && this[LRU_LIST].length) {
          this[LRU_LIST].forEach((hit) => this[DISPOSE](hit.key, hit.value));
        }
        this[CACHE] = /* @__PURE__ */ new Map();
        this[LRU_LIST] = new Yallist();
        this[LENGTH] = 0;
      }
      dump() {
        return this[LRU_LIST].map((hit) => isStale(this, hit) ? false : {
          k: hit.key,
          v: hit.value,
          e: hit.now + (hit.maxAge || 0)
        }).toArray().filter((h) => h);
      }
      dumpLru() {
        return this[LRU_LIST];
      }
      set(key, value, maxAge) {
        maxAge = maxAge || this[MAX_AGE];
        if (maxAge && typeof maxAge !== "number")
          throw new TypeError("maxAge must be a number");
        const now = maxAge ? Date.now() : 0;
        const len = this[LENGTH_CALCULATOR](value, key);
        if (this[CACHE].has(key)) {
          if (len > this[MAX]) {
            del(this, this[CACHE].get(key));
            return false;
          }
          const node = this[CACHE].get(key);
          const item = node.value;
          if (this[DISPOSE]) {
            if (!this[NO_DISPOSE_ON_SET])
              this[DISPOSE](key, item.value);
          }
          item.now = now;
          item.maxAge = maxAge;
          item.value = value;
          this[LENGTH] += len - item.length;
          item.length = len;
          this.get(key);
          trim(this);
          return true;
        }
        const hit = new Entry(key, value, len, now, maxAge);
        if (hit.length > this[MAX]) {
          if (this[DISPOSE])
            this[DISPOSE](key, value);
          return false;
        }
        this[LENGTH] += hit.length;
        this[LRU_LIST].unshift(hit);
        this[CACHE].set(key, this[LRU_LIST].head);
        trim(this);
        return true;
      }
      has(key) {
        if (!this[CACHE].has(key)) return false;
        const hit = this[CACHE].get(key).value;
        return !isStale(this, hit);
      }
      get(key) {
        return get(this, key, true);
      }
      peek(key) {
        return get(this, key, false);
      }
      pop() {
        const node = this[LRU_LIST].tail;
        if (!node)
          return null;
        del(this, node);
        return node.value;
      }
      del(key) {
        del(this, this[CACHE].get(key));
      }
      load(arr) {
        this.reset();
        const now = Date.now();
        for (let l = arr.length - 1; l >= 0; l--) {
          const hit = arr[l];
          const expiresAt = hit.e || 0;
          if (expiresAt === 0)
            this.set(hit.k, hit.v);
          else {
            const maxAge = expiresAt - now;
            if (maxAge > 0) {
              this.set(hit.k, hit.v, maxAge);
            }
          }
        }
      }
      prune() {
        this[CACHE].forEach((value, key) => get(this, key, false));
      }
    };
    var get = (self, key, doUse) => {
      const node = self[CACHE].get(key);
      if (node) {
        const hit = node.value;
        if (isStale(self, hit)) {
          del(self, node);
          if (!self[ALLOW_STALE])
            return void 0;
        } else {
          if (doUse) {
            if (self[UPDATE_AGE_ON_GET])
              node.value.now = Date.now();
            self[LRU_LIST].unshiftNode(node);
          }
        }
        return hit.value;
      }
    };
    var isStale = (self, hit) => {
      if (!hit || !hit.maxAge && !self[MAX_AGE])
        return false;
      const diff = Date.now() - hit.now;
      return hit.maxAge ? diff > hit.maxAge : self[MAX_AGE] && diff > self[MAX_AGE];
    };
    var trim = (self) => {
      if (self[LENGTH] > self[MAX]) {
        for (let walker = self[LRU_LIST].tail; self[LENGTH] > self[MAX] && walker !== null; ) {
          const prev = walker.prev;
          del(self, walker);
          walker = prev;
        }
      }
    };
    var del = (self, node) => {
      if (node) {
        const hit = node.value;
        if (self[DISPOSE])
          self[DISPOSE](hit.key, hit.value);
        self[LENGTH] -= hit.length;
        self[CACHE].delete(hit.key);
        self[LRU_LIST].removeNode(node);
      }
    };
    var Entry = class {
      constructor(key, value, length, now, maxAge) {
        this.key = key;
        this.value = value;
        this.length = length;
        this.now = now;
        this.maxAge = maxAge || 0;
      }
    };
    var forEachStep = (self, fn, node, thisp) => {
      let hit = node.value;
      if (isStale(self, hit)) {
        del(self, node);
        if (!self[ALLOW_STALE])
          hit = void 0;
      }
      if (hit)
        fn.call(thisp, hit.value, hit.key, self);
    };
    module.exports = LRUCache;
  }
});

// node_modules/jsonld/lib/ResolvedContext.js
var require_ResolvedContext = __commonJS({
  "node_modules/jsonld/lib/ResolvedContext.js"(exports, module) {
    "use strict";
    var LRU = require_lru_cache();
    var MAX_ACTIVE_CONTEXTS = 10;
    module.exports = class ResolvedContext {
      /**
       * Creates a ResolvedContext.
       *
       * @param document the context document.
       */
      constructor({ document }) {
        this.document = document;
        this.cache = new LRU({ max: MAX_ACTIVE_CONTEXTS });
      }
      getProcessed(activeCtx) {
        return this.cache.get(activeCtx);
      }
      setProcessed(activeCtx, processedCtx) {
        this.cache.set(activeCtx, processedCtx);
      }
    };
  }
});

// node_modules/jsonld/lib/ContextResolver.js
var require_ContextResolver = __commonJS({
  "node_modules/jsonld/lib/ContextResolver.js"(exports, module) {
    "use strict";
    var {
      isArray: _isArray,
      isObject: _isObject,
      isString: _isString
    } = require_types();
    var {
      asArray: _asArray
    } = require_util();
    var { prependBase } = require_url();
    var JsonLdError = require_JsonLdError();
    var ResolvedContext = require_ResolvedContext();
    var MAX_CONTEXT_URLS = 10;
    module.exports = class ContextResolver {
      /**
       * Creates a ContextResolver.
       *
       * @param sharedCache a shared LRU cache with `get` and `set` APIs.
       */
      constructor({ sharedCache }) {
        this.perOpCache = /* @__PURE__ */ new Map();
        this.sharedCache = sharedCache;
      }
      async resolve({
        activeCtx,
        context,
        documentLoader: documentLoader3,
        base,
        cycles = /* @__PURE__ */ new Set()
      }) {
        if (context && _isObject(context) && context["@context"]) {
          context = context["@context"];
        }
        context = _asArray(context);
        const allResolved = [];
        for (const ctx of context) {
          if (_isString(ctx)) {
            let resolved2 = this._get(ctx);
            if (!resolved2) {
              resolved2 = await this._resolveRemoteContext(
                { activeCtx, url: ctx, documentLoader: documentLoader3, base, cycles }
              );
            }
            if (_isArray(resolved2)) {
              allResolved.push(...resolved2);
            } else {
              allResolved.push(resolved2);
            }
            continue;
          }
          if (ctx === null) {
            allResolved.push(new ResolvedContext({ document: null }));
            continue;
          }
          if (!_isObject(ctx)) {
            _throwInvalidLocalContext(context);
          }
          const key = JSON.stringify(ctx);
          let resolved = this._get(key);
          if (!resolved) {
            resolved = new ResolvedContext({ document: ctx });
            this._cacheResolvedContext({ key, resolved, tag: "static" });
          }
          allResolved.push(resolved);
        }
        return allResolved;
      }
      _get(key) {
        let resolved = this.perOpCache.get(key);
        if (!resolved) {
          const tagMap = this.sharedCache.get(key);
          if (tagMap) {
            resolved = tagMap.get("static");
            if (resolved) {
              this.perOpCache.set(key, resolved);
            }
          }
        }
        return resolved;
      }
      _cacheResolvedContext({ key, resolved, tag: tag2 }) {
        this.perOpCache.set(key, resolved);
        if (tag2 !== void 0) {
          let tagMap = this.sharedCache.get(key);
          if (!tagMap) {
            tagMap = /* @__PURE__ */ new Map();
            this.sharedCache.set(key, tagMap);
          }
          tagMap.set(tag2, resolved);
        }
        return resolved;
      }
      async _resolveRemoteContext({ activeCtx, url, documentLoader: documentLoader3, base, cycles }) {
        url = prependBase(base, url);
        const { context, remoteDoc } = await this._fetchContext(
          { activeCtx, url, documentLoader: documentLoader3, cycles }
        );
        base = remoteDoc.documentUrl || url;
        _resolveContextUrls({ context, base });
        const resolved = await this.resolve(
          { activeCtx, context, documentLoader: documentLoader3, base, cycles }
        );
        this._cacheResolvedContext({ key: url, resolved, tag: remoteDoc.tag });
        return resolved;
      }
      async _fetchContext({ activeCtx, url, documentLoader: documentLoader3, cycles }) {
        if (cycles.size > MAX_CONTEXT_URLS) {
          throw new JsonLdError(
            "Maximum number of @context URLs exceeded.",
            "jsonld.ContextUrlError",
            {
              code: activeCtx.processingMode === "json-ld-1.0" ? "loading remote context failed" : "context overflow",
              max: MAX_CONTEXT_URLS
            }
          );
        }
        if (cycles.has(url)) {
          throw new JsonLdError(
            "Cyclical @context URLs detected.",
            "jsonld.ContextUrlError",
            {
              code: activeCtx.processingMode === "json-ld-1.0" ? "recursive context inclusion" : "context overflow",
              url
            }
          );
        }
        cycles.add(url);
        let context;
        let remoteDoc;
        try {
          remoteDoc = await documentLoader3(url);
          context = remoteDoc.document || null;
          if (_isString(context)) {
            context = JSON.parse(context);
          }
        } catch (e) {
          throw new JsonLdError(
            `Dereferencing a URL did not result in a valid JSON-LD object. Possible causes are an inaccessible URL perhaps due to a same-origin policy (ensure the server uses CORS if you are using client-side JavaScript), too many redirects, a non-JSON response, or more than one HTTP Link Header was provided for a remote context. URL: "${url}".`,
            "jsonld.InvalidUrl",
            { code: "loading remote context failed", url, cause: e }
          );
        }
        if (!_isObject(context)) {
          throw new JsonLdError(
            `Dereferencing a URL did not result in a JSON object. The response was valid JSON, but it was not a JSON object. URL: "${url}".`,
            "jsonld.InvalidUrl",
            { code: "invalid remote context", url }
          );
        }
        if (!("@context" in context)) {
          context = { "@context": {} };
        } else {
          context = { "@context": context["@context"] };
        }
        if (remoteDoc.contextUrl) {
          if (!_isArray(context["@context"])) {
            context["@context"] = [context["@context"]];
          }
          context["@context"].push(remoteDoc.contextUrl);
        }
        return { context, remoteDoc };
      }
    };
    function _throwInvalidLocalContext(ctx) {
      throw new JsonLdError(
        "Invalid JSON-LD syntax; @context must be an object.",
        "jsonld.SyntaxError",
        {
          code: "invalid local context",
          context: ctx
        }
      );
    }
    function _resolveContextUrls({ context, base }) {
      if (!context) {
        return;
      }
      const ctx = context["@context"];
      if (_isString(ctx)) {
        context["@context"] = prependBase(base, ctx);
        return;
      }
      if (_isArray(ctx)) {
        for (let i = 0; i < ctx.length; ++i) {
          const element = ctx[i];
          if (_isString(element)) {
            ctx[i] = prependBase(base, element);
            continue;
          }
          if (_isObject(element)) {
            _resolveContextUrls({ context: { "@context": element }, base });
          }
        }
        return;
      }
      if (!_isObject(ctx)) {
        return;
      }
      for (const term in ctx) {
        _resolveContextUrls({ context: ctx[term], base });
      }
    }
  }
});

// node_modules/jsonld/lib/NQuads.js
var require_NQuads2 = __commonJS({
  "node_modules/jsonld/lib/NQuads.js"(exports, module) {
    "use strict";
    module.exports = require_rdf_canonize().NQuads;
  }
});

// node_modules/jsonld/lib/events.js
var require_events = __commonJS({
  "node_modules/jsonld/lib/events.js"(exports, module) {
    "use strict";
    var JsonLdError = require_JsonLdError();
    var {
      isArray: _isArray
    } = require_types();
    var {
      asArray: _asArray
    } = require_util();
    var api = {};
    module.exports = api;
    api.defaultEventHandler = null;
    api.setupEventHandler = ({ options = {} }) => {
      const eventHandler = [].concat(
        options.safe ? api.safeEventHandler : [],
        options.eventHandler ? _asArray(options.eventHandler) : [],
        api.defaultEventHandler ? api.defaultEventHandler : []
      );
      return eventHandler.length === 0 ? null : eventHandler;
    };
    api.handleEvent = ({
      event,
      options
    }) => {
      _handle({ event, handlers: options.eventHandler });
    };
    function _handle({ event, handlers }) {
      let doNext = true;
      for (let i = 0; doNext && i < handlers.length; ++i) {
        doNext = false;
        const handler = handlers[i];
        if (_isArray(handler)) {
          doNext = _handle({ event, handlers: handler });
        } else if (typeof handler === "function") {
          handler({ event, next: () => {
            doNext = true;
          } });
        } else if (typeof handler === "object") {
          if (event.code in handler) {
            handler[event.code]({ event, next: () => {
              doNext = true;
            } });
          } else {
            doNext = true;
          }
        } else {
          throw new JsonLdError(
            "Invalid event handler.",
            "jsonld.InvalidEventHandler",
            { event }
          );
        }
      }
      return doNext;
    }
    var _notSafeEventCodes = /* @__PURE__ */ new Set([
      "empty object",
      "free-floating scalar",
      "invalid @language value",
      "invalid property",
      // NOTE: spec edge case
      "null @id value",
      "null @value value",
      "object with only @id",
      "object with only @language",
      "object with only @list",
      "object with only @value",
      "relative @id reference",
      "relative @type reference",
      "relative @vocab reference",
      "reserved @id value",
      "reserved @reverse value",
      "reserved term",
      // toRDF
      "blank node predicate",
      "relative graph reference",
      "relative object reference",
      "relative predicate reference",
      "relative subject reference",
      // toRDF / fromRDF
      "rdfDirection not set"
    ]);
    api.safeEventHandler = function safeEventHandler({ event, next }) {
      if (event.level === "warning" && _notSafeEventCodes.has(event.code)) {
        throw new JsonLdError(
          "Safe mode validation error.",
          "jsonld.ValidationError",
          { event }
        );
      }
      next();
    };
    api.logEventHandler = function logEventHandler({ event, next }) {
      console.log(`EVENT: ${event.message}`, { event });
      next();
    };
    api.logWarningEventHandler = function logWarningEventHandler({ event, next }) {
      if (event.level === "warning") {
        console.warn(`WARNING: ${event.message}`, { event });
      }
      next();
    };
    api.unhandledEventHandler = function unhandledEventHandler({ event }) {
      throw new JsonLdError(
        "No handler for event.",
        "jsonld.UnhandledEvent",
        { event }
      );
    };
    api.setDefaultEventHandler = function({ eventHandler } = {}) {
      api.defaultEventHandler = eventHandler ? _asArray(eventHandler) : null;
    };
  }
});

// node_modules/jsonld/lib/context.js
var require_context = __commonJS({
  "node_modules/jsonld/lib/context.js"(exports, module) {
    "use strict";
    var util = require_util();
    var JsonLdError = require_JsonLdError();
    var {
      isArray: _isArray,
      isObject: _isObject,
      isString: _isString,
      isUndefined: _isUndefined
    } = require_types();
    var {
      isAbsolute: _isAbsoluteIri,
      isRelative: _isRelativeIri,
      prependBase
    } = require_url();
    var {
      handleEvent: _handleEvent
    } = require_events();
    var {
      REGEX_BCP47,
      REGEX_KEYWORD,
      asArray: _asArray,
      compareShortestLeast: _compareShortestLeast
    } = require_util();
    var INITIAL_CONTEXT_CACHE = /* @__PURE__ */ new Map();
    var INITIAL_CONTEXT_CACHE_MAX_SIZE = 1e4;
    var api = {};
    module.exports = api;
    api.process = async ({
      activeCtx,
      localCtx,
      options,
      propagate = true,
      overrideProtected = false,
      cycles = /* @__PURE__ */ new Set()
    }) => {
      if (_isObject(localCtx) && "@context" in localCtx && _isArray(localCtx["@context"])) {
        localCtx = localCtx["@context"];
      }
      const ctxs = _asArray(localCtx);
      if (ctxs.length === 0) {
        return activeCtx;
      }
      const events = [];
      const eventCaptureHandler = [
        ({ event, next }) => {
          events.push(event);
          next();
        }
      ];
      if (options.eventHandler) {
        eventCaptureHandler.push(options.eventHandler);
      }
      const originalOptions = options;
      options = { ...options, eventHandler: eventCaptureHandler };
      const resolved = await options.contextResolver.resolve({
        activeCtx,
        context: localCtx,
        documentLoader: options.documentLoader,
        base: options.base
      });
      if (_isObject(resolved[0].document) && typeof resolved[0].document["@propagate"] === "boolean") {
        propagate = resolved[0].document["@propagate"];
      }
      let rval = activeCtx;
      if (!propagate && !rval.previousContext) {
        rval = rval.clone();
        rval.previousContext = activeCtx;
      }
      for (const resolvedContext of resolved) {
        let { document: ctx } = resolvedContext;
        activeCtx = rval;
        if (ctx === null) {
          if (!overrideProtected && Object.keys(activeCtx.protected).length !== 0) {
            throw new JsonLdError(
              "Tried to nullify a context with protected terms outside of a term definition.",
              "jsonld.SyntaxError",
              { code: "invalid context nullification" }
            );
          }
          rval = activeCtx = api.getInitialContext(options).clone();
          continue;
        }
        const processed = resolvedContext.getProcessed(activeCtx);
        if (processed) {
          if (originalOptions.eventHandler) {
            for (const event of processed.events) {
              _handleEvent({ event, options: originalOptions });
            }
          }
          rval = activeCtx = processed.context;
          continue;
        }
        if (_isObject(ctx) && "@context" in ctx) {
          ctx = ctx["@context"];
        }
        if (!_isObject(ctx)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context must be an object.",
            "jsonld.SyntaxError",
            { code: "invalid local context", context: ctx }
          );
        }
        rval = rval.clone();
        const defined = /* @__PURE__ */ new Map();
        if ("@version" in ctx) {
          if (ctx["@version"] !== 1.1) {
            throw new JsonLdError(
              "Unsupported JSON-LD version: " + ctx["@version"],
              "jsonld.UnsupportedVersion",
              { code: "invalid @version value", context: ctx }
            );
          }
          if (activeCtx.processingMode && activeCtx.processingMode === "json-ld-1.0") {
            throw new JsonLdError(
              "@version: " + ctx["@version"] + " not compatible with " + activeCtx.processingMode,
              "jsonld.ProcessingModeConflict",
              { code: "processing mode conflict", context: ctx }
            );
          }
          rval.processingMode = "json-ld-1.1";
          rval["@version"] = ctx["@version"];
          defined.set("@version", true);
        }
        rval.processingMode = rval.processingMode || activeCtx.processingMode;
        if ("@base" in ctx) {
          let base = ctx["@base"];
          if (base === null || _isAbsoluteIri(base)) {
          } else if (_isRelativeIri(base)) {
            base = prependBase(rval["@base"], base);
          } else {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; the value of "@base" in a @context must be an absolute IRI, a relative IRI, or null.',
              "jsonld.SyntaxError",
              { code: "invalid base IRI", context: ctx }
            );
          }
          rval["@base"] = base;
          defined.set("@base", true);
        }
        if ("@vocab" in ctx) {
          const value = ctx["@vocab"];
          if (value === null) {
            delete rval["@vocab"];
          } else if (!_isString(value)) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; the value of "@vocab" in a @context must be a string or null.',
              "jsonld.SyntaxError",
              { code: "invalid vocab mapping", context: ctx }
            );
          } else if (!_isAbsoluteIri(value) && api.processingMode(rval, 1)) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; the value of "@vocab" in a @context must be an absolute IRI.',
              "jsonld.SyntaxError",
              { code: "invalid vocab mapping", context: ctx }
            );
          } else {
            const vocab = _expandIri(
              rval,
              value,
              { vocab: true, base: true },
              void 0,
              void 0,
              options
            );
            if (!_isAbsoluteIri(vocab)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "relative @vocab reference",
                    level: "warning",
                    message: "Relative @vocab reference found.",
                    details: {
                      vocab
                    }
                  },
                  options
                });
              }
            }
            rval["@vocab"] = vocab;
          }
          defined.set("@vocab", true);
        }
        if ("@language" in ctx) {
          const value = ctx["@language"];
          if (value === null) {
            delete rval["@language"];
          } else if (!_isString(value)) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; the value of "@language" in a @context must be a string or null.',
              "jsonld.SyntaxError",
              { code: "invalid default language", context: ctx }
            );
          } else {
            if (!value.match(REGEX_BCP47)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "invalid @language value",
                    level: "warning",
                    message: "@language value must be valid BCP47.",
                    details: {
                      language: value
                    }
                  },
                  options
                });
              }
            }
            rval["@language"] = value.toLowerCase();
          }
          defined.set("@language", true);
        }
        if ("@direction" in ctx) {
          const value = ctx["@direction"];
          if (activeCtx.processingMode === "json-ld-1.0") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @direction not compatible with " + activeCtx.processingMode,
              "jsonld.SyntaxError",
              { code: "invalid context member", context: ctx }
            );
          }
          if (value === null) {
            delete rval["@direction"];
          } else if (value !== "ltr" && value !== "rtl") {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; the value of "@direction" in a @context must be null, "ltr", or "rtl".',
              "jsonld.SyntaxError",
              { code: "invalid base direction", context: ctx }
            );
          } else {
            rval["@direction"] = value;
          }
          defined.set("@direction", true);
        }
        if ("@propagate" in ctx) {
          const value = ctx["@propagate"];
          if (activeCtx.processingMode === "json-ld-1.0") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @propagate not compatible with " + activeCtx.processingMode,
              "jsonld.SyntaxError",
              { code: "invalid context entry", context: ctx }
            );
          }
          if (typeof value !== "boolean") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @propagate value must be a boolean.",
              "jsonld.SyntaxError",
              { code: "invalid @propagate value", context: localCtx }
            );
          }
          defined.set("@propagate", true);
        }
        if ("@import" in ctx) {
          const value = ctx["@import"];
          if (activeCtx.processingMode === "json-ld-1.0") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @import not compatible with " + activeCtx.processingMode,
              "jsonld.SyntaxError",
              { code: "invalid context entry", context: ctx }
            );
          }
          if (!_isString(value)) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @import must be a string.",
              "jsonld.SyntaxError",
              { code: "invalid @import value", context: localCtx }
            );
          }
          const resolvedImport = await options.contextResolver.resolve({
            activeCtx,
            context: value,
            documentLoader: options.documentLoader,
            base: options.base
          });
          if (resolvedImport.length !== 1) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @import must reference a single context.",
              "jsonld.SyntaxError",
              { code: "invalid remote context", context: localCtx }
            );
          }
          const processedImport = resolvedImport[0].getProcessed(activeCtx);
          if (processedImport) {
            ctx = processedImport;
          } else {
            const importCtx = resolvedImport[0].document;
            if ("@import" in importCtx) {
              throw new JsonLdError(
                "Invalid JSON-LD syntax: imported context must not include @import.",
                "jsonld.SyntaxError",
                { code: "invalid context entry", context: localCtx }
              );
            }
            for (const key in importCtx) {
              if (!ctx.hasOwnProperty(key)) {
                ctx[key] = importCtx[key];
              }
            }
            resolvedImport[0].setProcessed(activeCtx, ctx);
          }
          defined.set("@import", true);
        }
        defined.set("@protected", ctx["@protected"] || false);
        for (const key in ctx) {
          api.createTermDefinition({
            activeCtx: rval,
            localCtx: ctx,
            term: key,
            defined,
            options,
            overrideProtected
          });
          if (_isObject(ctx[key]) && "@context" in ctx[key]) {
            const keyCtx = ctx[key]["@context"];
            let process2 = true;
            if (_isString(keyCtx)) {
              const url = prependBase(options.base, keyCtx);
              if (cycles.has(url)) {
                process2 = false;
              } else {
                cycles.add(url);
              }
            }
            if (process2) {
              try {
                await api.process({
                  activeCtx: rval.clone(),
                  localCtx: ctx[key]["@context"],
                  overrideProtected: true,
                  options,
                  cycles
                });
              } catch (e) {
                throw new JsonLdError(
                  "Invalid JSON-LD syntax; invalid scoped context.",
                  "jsonld.SyntaxError",
                  {
                    code: "invalid scoped context",
                    context: ctx[key]["@context"],
                    term: key
                  }
                );
              }
            }
          }
        }
        resolvedContext.setProcessed(activeCtx, {
          context: rval,
          events
        });
      }
      return rval;
    };
    api.createTermDefinition = ({
      activeCtx,
      localCtx,
      term,
      defined,
      options,
      overrideProtected = false
    }) => {
      if (defined.has(term)) {
        if (defined.get(term)) {
          return;
        }
        throw new JsonLdError(
          "Cyclical context definition detected.",
          "jsonld.CyclicalContext",
          { code: "cyclic IRI mapping", context: localCtx, term }
        );
      }
      defined.set(term, false);
      let value;
      if (localCtx.hasOwnProperty(term)) {
        value = localCtx[term];
      }
      if (term === "@type" && _isObject(value) && (value["@container"] || "@set") === "@set" && api.processingMode(activeCtx, 1.1)) {
        const validKeys2 = ["@container", "@id", "@protected"];
        const keys = Object.keys(value);
        if (keys.length === 0 || keys.some((k) => !validKeys2.includes(k))) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; keywords cannot be overridden.",
            "jsonld.SyntaxError",
            { code: "keyword redefinition", context: localCtx, term }
          );
        }
      } else if (api.isKeyword(term)) {
        throw new JsonLdError(
          "Invalid JSON-LD syntax; keywords cannot be overridden.",
          "jsonld.SyntaxError",
          { code: "keyword redefinition", context: localCtx, term }
        );
      } else if (term.match(REGEX_KEYWORD)) {
        if (options.eventHandler) {
          _handleEvent({
            event: {
              type: ["JsonLdEvent"],
              code: "reserved term",
              level: "warning",
              message: 'Terms beginning with "@" are reserved for future use and dropped.',
              details: {
                term
              }
            },
            options
          });
        }
        return;
      } else if (term === "") {
        throw new JsonLdError(
          "Invalid JSON-LD syntax; a term cannot be an empty string.",
          "jsonld.SyntaxError",
          { code: "invalid term definition", context: localCtx }
        );
      }
      const previousMapping = activeCtx.mappings.get(term);
      if (activeCtx.mappings.has(term)) {
        activeCtx.mappings.delete(term);
      }
      let simpleTerm = false;
      if (_isString(value) || value === null) {
        simpleTerm = true;
        value = { "@id": value };
      }
      if (!_isObject(value)) {
        throw new JsonLdError(
          "Invalid JSON-LD syntax; @context term values must be strings or objects.",
          "jsonld.SyntaxError",
          { code: "invalid term definition", context: localCtx }
        );
      }
      const mapping = {};
      activeCtx.mappings.set(term, mapping);
      mapping.reverse = false;
      const validKeys = ["@container", "@id", "@language", "@reverse", "@type"];
      if (api.processingMode(activeCtx, 1.1)) {
        validKeys.push(
          "@context",
          "@direction",
          "@index",
          "@nest",
          "@prefix",
          "@protected"
        );
      }
      for (const kw in value) {
        if (!validKeys.includes(kw)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a term definition must not contain " + kw,
            "jsonld.SyntaxError",
            { code: "invalid term definition", context: localCtx }
          );
        }
      }
      const colon = term.indexOf(":");
      mapping._termHasColon = colon > 0;
      if ("@reverse" in value) {
        if ("@id" in value) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a @reverse term definition must not contain @id.",
            "jsonld.SyntaxError",
            { code: "invalid reverse property", context: localCtx }
          );
        }
        if ("@nest" in value) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a @reverse term definition must not contain @nest.",
            "jsonld.SyntaxError",
            { code: "invalid reverse property", context: localCtx }
          );
        }
        const reverse = value["@reverse"];
        if (!_isString(reverse)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a @context @reverse value must be a string.",
            "jsonld.SyntaxError",
            { code: "invalid IRI mapping", context: localCtx }
          );
        }
        if (reverse.match(REGEX_KEYWORD)) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "reserved @reverse value",
                level: "warning",
                message: '@reverse values beginning with "@" are reserved for future use and dropped.',
                details: {
                  reverse
                }
              },
              options
            });
          }
          if (previousMapping) {
            activeCtx.mappings.set(term, previousMapping);
          } else {
            activeCtx.mappings.delete(term);
          }
          return;
        }
        const id2 = _expandIri(
          activeCtx,
          reverse,
          { vocab: true, base: false },
          localCtx,
          defined,
          options
        );
        if (!_isAbsoluteIri(id2)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a @context @reverse value must be an absolute IRI or a blank node identifier.",
            "jsonld.SyntaxError",
            { code: "invalid IRI mapping", context: localCtx }
          );
        }
        mapping["@id"] = id2;
        mapping.reverse = true;
      } else if ("@id" in value) {
        let id2 = value["@id"];
        if (id2 && !_isString(id2)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; a @context @id value must be an array of strings or a string.",
            "jsonld.SyntaxError",
            { code: "invalid IRI mapping", context: localCtx }
          );
        }
        if (id2 === null) {
          mapping["@id"] = null;
        } else if (!api.isKeyword(id2) && id2.match(REGEX_KEYWORD)) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "reserved @id value",
                level: "warning",
                message: '@id values beginning with "@" are reserved for future use and dropped.',
                details: {
                  id: id2
                }
              },
              options
            });
          }
          if (previousMapping) {
            activeCtx.mappings.set(term, previousMapping);
          } else {
            activeCtx.mappings.delete(term);
          }
          return;
        } else if (id2 !== term) {
          id2 = _expandIri(
            activeCtx,
            id2,
            { vocab: true, base: false },
            localCtx,
            defined,
            options
          );
          if (!_isAbsoluteIri(id2) && !api.isKeyword(id2)) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; a @context @id value must be an absolute IRI, a blank node identifier, or a keyword.",
              "jsonld.SyntaxError",
              { code: "invalid IRI mapping", context: localCtx }
            );
          }
          if (term.match(/(?::[^:])|\//)) {
            const termDefined = new Map(defined).set(term, true);
            const termIri = _expandIri(
              activeCtx,
              term,
              { vocab: true, base: false },
              localCtx,
              termDefined,
              options
            );
            if (termIri !== id2) {
              throw new JsonLdError(
                "Invalid JSON-LD syntax; term in form of IRI must expand to definition.",
                "jsonld.SyntaxError",
                { code: "invalid IRI mapping", context: localCtx }
              );
            }
          }
          mapping["@id"] = id2;
          mapping._prefix = simpleTerm && !mapping._termHasColon && id2.match(/[:\/\?#\[\]@]$/) !== null;
        }
      }
      if (!("@id" in mapping)) {
        if (mapping._termHasColon) {
          const prefix = term.substr(0, colon);
          if (localCtx.hasOwnProperty(prefix)) {
            api.createTermDefinition({
              activeCtx,
              localCtx,
              term: prefix,
              defined,
              options
            });
          }
          if (activeCtx.mappings.has(prefix)) {
            const suffix = term.substr(colon + 1);
            mapping["@id"] = activeCtx.mappings.get(prefix)["@id"] + suffix;
          } else {
            mapping["@id"] = term;
          }
        } else if (term === "@type") {
          mapping["@id"] = term;
        } else {
          if (!("@vocab" in activeCtx)) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; @context terms must define an @id.",
              "jsonld.SyntaxError",
              { code: "invalid IRI mapping", context: localCtx, term }
            );
          }
          mapping["@id"] = activeCtx["@vocab"] + term;
        }
      }
      if (value["@protected"] === true || defined.get("@protected") === true && value["@protected"] !== false) {
        activeCtx.protected[term] = true;
        mapping.protected = true;
      }
      defined.set(term, true);
      if ("@type" in value) {
        let type = value["@type"];
        if (!_isString(type)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; an @context @type value must be a string.",
            "jsonld.SyntaxError",
            { code: "invalid type mapping", context: localCtx }
          );
        }
        if (type === "@json" || type === "@none") {
          if (api.processingMode(activeCtx, 1)) {
            throw new JsonLdError(
              `Invalid JSON-LD syntax; an @context @type value must not be "${type}" in JSON-LD 1.0 mode.`,
              "jsonld.SyntaxError",
              { code: "invalid type mapping", context: localCtx }
            );
          }
        } else if (type !== "@id" && type !== "@vocab") {
          type = _expandIri(
            activeCtx,
            type,
            { vocab: true, base: false },
            localCtx,
            defined,
            options
          );
          if (!_isAbsoluteIri(type)) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; an @context @type value must be an absolute IRI.",
              "jsonld.SyntaxError",
              { code: "invalid type mapping", context: localCtx }
            );
          }
          if (type.indexOf("_:") === 0) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; an @context @type value must be an IRI, not a blank node identifier.",
              "jsonld.SyntaxError",
              { code: "invalid type mapping", context: localCtx }
            );
          }
        }
        mapping["@type"] = type;
      }
      if ("@container" in value) {
        const container = _isString(value["@container"]) ? [value["@container"]] : value["@container"] || [];
        const validContainers = ["@list", "@set", "@index", "@language"];
        let isValid = true;
        const hasSet = container.includes("@set");
        if (api.processingMode(activeCtx, 1.1)) {
          validContainers.push("@graph", "@id", "@type");
          if (container.includes("@list")) {
            if (container.length !== 1) {
              throw new JsonLdError(
                "Invalid JSON-LD syntax; @context @container with @list must have no other values",
                "jsonld.SyntaxError",
                { code: "invalid container mapping", context: localCtx }
              );
            }
          } else if (container.includes("@graph")) {
            if (container.some((key) => key !== "@graph" && key !== "@id" && key !== "@index" && key !== "@set")) {
              throw new JsonLdError(
                "Invalid JSON-LD syntax; @context @container with @graph must have no other values other than @id, @index, and @set",
                "jsonld.SyntaxError",
                { code: "invalid container mapping", context: localCtx }
              );
            }
          } else {
            isValid &= container.length <= (hasSet ? 2 : 1);
          }
          if (container.includes("@type")) {
            mapping["@type"] = mapping["@type"] || "@id";
            if (!["@id", "@vocab"].includes(mapping["@type"])) {
              throw new JsonLdError(
                "Invalid JSON-LD syntax; container: @type requires @type to be @id or @vocab.",
                "jsonld.SyntaxError",
                { code: "invalid type mapping", context: localCtx }
              );
            }
          }
        } else {
          isValid &= !_isArray(value["@container"]);
          isValid &= container.length <= 1;
        }
        isValid &= container.every((c) => validContainers.includes(c));
        isValid &= !(hasSet && container.includes("@list"));
        if (!isValid) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context @container value must be one of the following: " + validContainers.join(", "),
            "jsonld.SyntaxError",
            { code: "invalid container mapping", context: localCtx }
          );
        }
        if (mapping.reverse && !container.every((c) => ["@index", "@set"].includes(c))) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context @container value for a @reverse type definition must be @index or @set.",
            "jsonld.SyntaxError",
            { code: "invalid reverse property", context: localCtx }
          );
        }
        mapping["@container"] = container;
      }
      if ("@index" in value) {
        if (!("@container" in value) || !mapping["@container"].includes("@index")) {
          throw new JsonLdError(
            `Invalid JSON-LD syntax; @index without @index in @container: "${value["@index"]}" on term "${term}".`,
            "jsonld.SyntaxError",
            { code: "invalid term definition", context: localCtx }
          );
        }
        if (!_isString(value["@index"]) || value["@index"].indexOf("@") === 0) {
          throw new JsonLdError(
            `Invalid JSON-LD syntax; @index must expand to an IRI: "${value["@index"]}" on term "${term}".`,
            "jsonld.SyntaxError",
            { code: "invalid term definition", context: localCtx }
          );
        }
        mapping["@index"] = value["@index"];
      }
      if ("@context" in value) {
        mapping["@context"] = value["@context"];
      }
      if ("@language" in value && !("@type" in value)) {
        let language = value["@language"];
        if (language !== null && !_isString(language)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context @language value must be a string or null.",
            "jsonld.SyntaxError",
            { code: "invalid language mapping", context: localCtx }
          );
        }
        if (language !== null) {
          language = language.toLowerCase();
        }
        mapping["@language"] = language;
      }
      if ("@prefix" in value) {
        if (term.match(/:|\//)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context @prefix used on a compact IRI term",
            "jsonld.SyntaxError",
            { code: "invalid term definition", context: localCtx }
          );
        }
        if (api.isKeyword(mapping["@id"])) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; keywords may not be used as prefixes",
            "jsonld.SyntaxError",
            { code: "invalid term definition", context: localCtx }
          );
        }
        if (typeof value["@prefix"] === "boolean") {
          mapping._prefix = value["@prefix"] === true;
        } else {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context value for @prefix must be boolean",
            "jsonld.SyntaxError",
            { code: "invalid @prefix value", context: localCtx }
          );
        }
      }
      if ("@direction" in value) {
        const direction = value["@direction"];
        if (direction !== null && direction !== "ltr" && direction !== "rtl") {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; @direction value must be null, "ltr", or "rtl".',
            "jsonld.SyntaxError",
            { code: "invalid base direction", context: localCtx }
          );
        }
        mapping["@direction"] = direction;
      }
      if ("@nest" in value) {
        const nest = value["@nest"];
        if (!_isString(nest) || nest !== "@nest" && nest.indexOf("@") === 0) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; @context @nest value must be a string which is not a keyword other than @nest.",
            "jsonld.SyntaxError",
            { code: "invalid @nest value", context: localCtx }
          );
        }
        mapping["@nest"] = nest;
      }
      // disallow aliasing @context and @preserve
      const id = mapping["@id"];
      if (id === "@context" || id === "@preserve") {
        throw new JsonLdError(
          "Invalid JSON-LD syntax; @context and @preserve cannot be aliased.",
          "jsonld.SyntaxError",
          { code: "invalid keyword alias", context: localCtx }
        );
      }
      if (previousMapping && previousMapping.protected && !overrideProtected) {
        activeCtx.protected[term] = true;
        mapping.protected = true;
        if (!_deepCompare(previousMapping, mapping)) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; tried to redefine a protected term.",
            "jsonld.SyntaxError",
            { code: "protected term redefinition", context: localCtx, term }
          );
        }
      }
    };
    api.expandIri = (activeCtx, value, relativeTo, options) => {
      return _expandIri(
        activeCtx,
        value,
        relativeTo,
        void 0,
        void 0,
        options
      );
    };
    function _expandIri(activeCtx, value, relativeTo, localCtx, defined, options) {
      if (value === null || !_isString(value) || api.isKeyword(value)) {
        return value;
      }
      if (value.match(REGEX_KEYWORD)) {
        return null;
      }
      if (localCtx && localCtx.hasOwnProperty(value) && defined.get(value) !== true) {
        api.createTermDefinition({
          activeCtx,
          localCtx,
          term: value,
          defined,
          options
        });
      }
      relativeTo = relativeTo || {};
      if (relativeTo.vocab) {
        const mapping = activeCtx.mappings.get(value);
        if (mapping === null) {
          return null;
        }
        if (_isObject(mapping) && "@id" in mapping) {
          return mapping["@id"];
        }
      }
      const colon = value.indexOf(":");
      if (colon > 0) {
        const prefix = value.substr(0, colon);
        const suffix = value.substr(colon + 1);
        if (prefix === "_" || suffix.indexOf("//") === 0) {
          return value;
        }
        if (localCtx && localCtx.hasOwnProperty(prefix)) {
          api.createTermDefinition({
            activeCtx,
            localCtx,
            term: prefix,
            defined,
            options
          });
        }
        const mapping = activeCtx.mappings.get(prefix);
        if (mapping && mapping._prefix) {
          return mapping["@id"] + suffix;
        }
        if (_isAbsoluteIri(value)) {
          return value;
        }
      }
      if (relativeTo.vocab && "@vocab" in activeCtx) {
        const prependedResult = activeCtx["@vocab"] + value;
        value = prependedResult;
      } else if (relativeTo.base) {
        let prependedResult;
        let base;
        if ("@base" in activeCtx) {
          if (activeCtx["@base"]) {
            base = prependBase(options.base, activeCtx["@base"]);
            prependedResult = prependBase(base, value);
          } else {
            base = activeCtx["@base"];
            prependedResult = value;
          }
        } else {
          base = options.base;
          prependedResult = prependBase(options.base, value);
        }
        value = prependedResult;
      }
      return value;
    }
    api.getInitialContext = (options) => {
      const key = JSON.stringify({ processingMode: options.processingMode });
      const cached = INITIAL_CONTEXT_CACHE.get(key);
      if (cached) {
        return cached;
      }
      const initialContext = {
        processingMode: options.processingMode,
        mappings: /* @__PURE__ */ new Map(),
        inverse: null,
        getInverse: _createInverseContext,
        clone: _cloneActiveContext,
        revertToPreviousContext: _revertToPreviousContext,
        protected: {}
      };
      if (INITIAL_CONTEXT_CACHE.size === INITIAL_CONTEXT_CACHE_MAX_SIZE) {
        INITIAL_CONTEXT_CACHE.clear();
      }
      INITIAL_CONTEXT_CACHE.set(key, initialContext);
      return initialContext;
      function _createInverseContext() {
        const activeCtx = this;
        if (activeCtx.inverse) {
          return activeCtx.inverse;
        }
        const inverse = activeCtx.inverse = {};
        const fastCurieMap = activeCtx.fastCurieMap = {};
        const irisToTerms = {};
        const defaultLanguage = (activeCtx["@language"] || "@none").toLowerCase();
        const defaultDirection = activeCtx["@direction"];
        const mappings = activeCtx.mappings;
        const terms = [...mappings.keys()].sort(_compareShortestLeast);
        for (const term of terms) {
          const mapping = mappings.get(term);
          if (mapping === null) {
            continue;
          }
          let container = mapping["@container"] || "@none";
          container = [].concat(container).sort().join("");
          if (mapping["@id"] === null) {
            continue;
          }
          const ids = _asArray(mapping["@id"]);
          for (const iri of ids) {
            let entry = inverse[iri];
            const isKeyword = api.isKeyword(iri);
            if (!entry) {
              inverse[iri] = entry = {};
              if (!isKeyword && !mapping._termHasColon) {
                irisToTerms[iri] = [term];
                const fastCurieEntry = { iri, terms: irisToTerms[iri] };
                if (iri[0] in fastCurieMap) {
                  fastCurieMap[iri[0]].push(fastCurieEntry);
                } else {
                  fastCurieMap[iri[0]] = [fastCurieEntry];
                }
              }
            } else if (!isKeyword && !mapping._termHasColon) {
              irisToTerms[iri].push(term);
            }
            if (!entry[container]) {
              entry[container] = {
                "@language": {},
                "@type": {},
                "@any": {}
              };
            }
            entry = entry[container];
            _addPreferredTerm(term, entry["@any"], "@none");
            if (mapping.reverse) {
              _addPreferredTerm(term, entry["@type"], "@reverse");
            } else if (mapping["@type"] === "@none") {
              _addPreferredTerm(term, entry["@any"], "@none");
              _addPreferredTerm(term, entry["@language"], "@none");
              _addPreferredTerm(term, entry["@type"], "@none");
            } else if ("@type" in mapping) {
              _addPreferredTerm(term, entry["@type"], mapping["@type"]);
            } else if ("@language" in mapping && "@direction" in mapping) {
              const language = mapping["@language"];
              const direction = mapping["@direction"];
              if (language && direction) {
                _addPreferredTerm(
                  term,
                  entry["@language"],
                  `${language}_${direction}`.toLowerCase()
                );
              } else if (language) {
                _addPreferredTerm(term, entry["@language"], language.toLowerCase());
              } else if (direction) {
                _addPreferredTerm(term, entry["@language"], `_${direction}`);
              } else {
                _addPreferredTerm(term, entry["@language"], "@null");
              }
            } else if ("@language" in mapping) {
              _addPreferredTerm(
                term,
                entry["@language"],
                (mapping["@language"] || "@null").toLowerCase()
              );
            } else if ("@direction" in mapping) {
              if (mapping["@direction"]) {
                _addPreferredTerm(
                  term,
                  entry["@language"],
                  `_${mapping["@direction"]}`
                );
              } else {
                _addPreferredTerm(term, entry["@language"], "@none");
              }
            } else if (defaultDirection) {
              _addPreferredTerm(term, entry["@language"], `_${defaultDirection}`);
              _addPreferredTerm(term, entry["@language"], "@none");
              _addPreferredTerm(term, entry["@type"], "@none");
            } else {
              _addPreferredTerm(term, entry["@language"], defaultLanguage);
              _addPreferredTerm(term, entry["@language"], "@none");
              _addPreferredTerm(term, entry["@type"], "@none");
            }
          }
        }
        for (const key2 in fastCurieMap) {
          _buildIriMap(fastCurieMap, key2, 1);
        }
        return inverse;
      }
      function _buildIriMap(iriMap, key2, idx) {
        const entries = iriMap[key2];
        const next = iriMap[key2] = {};
        let iri;
        let letter;
        for (const entry of entries) {
          iri = entry.iri;
          if (idx >= iri.length) {
            letter = "";
          } else {
            letter = iri[idx];
          }
          if (letter in next) {
            next[letter].push(entry);
          } else {
            next[letter] = [entry];
          }
        }
        for (const key3 in next) {
          if (key3 === "") {
            continue;
          }
          _buildIriMap(next, key3, idx + 1);
        }
      }
      function _addPreferredTerm(term, entry, typeOrLanguageValue) {
        if (!entry.hasOwnProperty(typeOrLanguageValue)) {
          entry[typeOrLanguageValue] = term;
        }
      }
      function _cloneActiveContext() {
        const child = {};
        child.mappings = util.clone(this.mappings);
        child.clone = this.clone;
        child.inverse = null;
        child.getInverse = this.getInverse;
        child.protected = util.clone(this.protected);
        if (this.previousContext) {
          child.previousContext = this.previousContext.clone();
        }
        child.revertToPreviousContext = this.revertToPreviousContext;
        if ("@base" in this) {
          child["@base"] = this["@base"];
        }
        if ("@language" in this) {
          child["@language"] = this["@language"];
        }
        if ("@vocab" in this) {
          child["@vocab"] = this["@vocab"];
        }
        return child;
      }
      function _revertToPreviousContext() {
        if (!this.previousContext) {
          return this;
        }
        return this.previousContext.clone();
      }
    };
    api.getContextValue = (ctx, key, type) => {
      if (key === null) {
        if (type === "@context") {
          return void 0;
        }
        return null;
      }
      if (ctx.mappings.has(key)) {
        const entry = ctx.mappings.get(key);
        if (_isUndefined(type)) {
          return entry;
        }
        if (entry.hasOwnProperty(type)) {
          return entry[type];
        }
      }
      if (type === "@language" && type in ctx) {
        return ctx[type];
      }
      if (type === "@direction" && type in ctx) {
        return ctx[type];
      }
      if (type === "@context") {
        return void 0;
      }
      return null;
    };
    api.processingMode = (activeCtx, version) => {
      if (version.toString() >= "1.1") {
        return !activeCtx.processingMode || activeCtx.processingMode >= "json-ld-" + version.toString();
      } else {
        return activeCtx.processingMode === "json-ld-1.0";
      }
    };
    api.isKeyword = (v) => {
      if (!_isString(v) || v[0] !== "@") {
        return false;
      }
      switch (v) {
        case "@base":
        case "@container":
        case "@context":
        case "@default":
        case "@direction":
        case "@embed":
        case "@explicit":
        case "@graph":
        case "@id":
        case "@included":
        case "@index":
        case "@json":
        case "@language":
        case "@list":
        case "@nest":
        case "@none":
        case "@omitDefault":
        case "@prefix":
        case "@preserve":
        case "@protected":
        case "@requireAll":
        case "@reverse":
        case "@set":
        case "@type":
        case "@value":
        case "@version":
        case "@vocab":
          return true;
      }
      return false;
    };
    function _deepCompare(x1, x2) {
      if (!(x1 && typeof x1 === "object") || !(x2 && typeof x2 === "object")) {
        return x1 === x2;
      }
      const x1Array = Array.isArray(x1);
      if (x1Array !== Array.isArray(x2)) {
        return false;
      }
      if (x1Array) {
        if (x1.length !== x2.length) {
          return false;
        }
        for (let i = 0; i < x1.length; ++i) {
          if (!_deepCompare(x1[i], x2[i])) {
            return false;
          }
        }
        return true;
      }
      const k1s = Object.keys(x1);
      const k2s = Object.keys(x2);
      if (k1s.length !== k2s.length) {
        return false;
      }
      for (const k1 in x1) {
        let v1 = x1[k1];
        let v2 = x2[k1];
        if (k1 === "@container") {
          if (Array.isArray(v1) && Array.isArray(v2)) {
            v1 = v1.slice().sort();
            v2 = v2.slice().sort();
          }
        }
        if (!_deepCompare(v1, v2)) {
          return false;
        }
      }
      return true;
    }
  }
});

// node_modules/jsonld/lib/expand.js
var require_expand = __commonJS({
  "node_modules/jsonld/lib/expand.js"(exports, module) {
    "use strict";
    var JsonLdError = require_JsonLdError();
    var {
      isArray: _isArray,
      isObject: _isObject,
      isEmptyObject: _isEmptyObject,
      isString: _isString,
      isUndefined: _isUndefined
    } = require_types();
    var {
      isList: _isList,
      isValue: _isValue,
      isGraph: _isGraph,
      isSubject: _isSubject
    } = require_graphTypes();
    var {
      expandIri: _expandIri,
      getContextValue: _getContextValue,
      isKeyword: _isKeyword,
      process: _processContext,
      processingMode: _processingMode
    } = require_context();
    var {
      isAbsolute: _isAbsoluteIri
    } = require_url();
    var {
      REGEX_BCP47,
      REGEX_KEYWORD,
      addValue: _addValue,
      asArray: _asArray,
      getValues: _getValues,
      validateTypeValue: _validateTypeValue
    } = require_util();
    var {
      handleEvent: _handleEvent
    } = require_events();
    var api = {};
    module.exports = api;
    api.expand = async ({
      activeCtx,
      activeProperty = null,
      element,
      options = {},
      insideList = false,
      insideIndex = false,
      typeScopedContext = null
    }) => {
      if (element === null || element === void 0) {
        return null;
      }
      if (activeProperty === "@default") {
        options = Object.assign({}, options, { isFrame: false });
      }
      if (!_isArray(element) && !_isObject(element)) {
        if (!insideList && (activeProperty === null || _expandIri(
          activeCtx,
          activeProperty,
          { vocab: true },
          options
        ) === "@graph")) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "free-floating scalar",
                level: "warning",
                message: "Dropping free-floating scalar not in a list.",
                details: {
                  value: element
                  //activeProperty
                  //insideList
                }
              },
              options
            });
          }
          return null;
        }
        return _expandValue({ activeCtx, activeProperty, value: element, options });
      }
      if (_isArray(element)) {
        let rval2 = [];
        const container = _getContextValue(
          activeCtx,
          activeProperty,
          "@container"
        ) || [];
        insideList = insideList || container.includes("@list");
        for (let i = 0; i < element.length; ++i) {
          let e = await api.expand({
            activeCtx,
            activeProperty,
            element: element[i],
            options,
            insideIndex,
            typeScopedContext
          });
          if (insideList && _isArray(e)) {
            e = { "@list": e };
          }
          if (e === null) {
            continue;
          }
          if (_isArray(e)) {
            rval2 = rval2.concat(e);
          } else {
            rval2.push(e);
          }
        }
        return rval2;
      }
      const expandedActiveProperty = _expandIri(
        activeCtx,
        activeProperty,
        { vocab: true },
        options
      );
      const propertyScopedCtx = _getContextValue(activeCtx, activeProperty, "@context");
      typeScopedContext = typeScopedContext || (activeCtx.previousContext ? activeCtx : null);
      let keys = Object.keys(element).sort();
      let mustRevert = !insideIndex;
      if (mustRevert && typeScopedContext && keys.length <= 2 && !keys.includes("@context")) {
        for (const key of keys) {
          const expandedProperty = _expandIri(
            typeScopedContext,
            key,
            { vocab: true },
            options
          );
          if (expandedProperty === "@value") {
            mustRevert = false;
            activeCtx = typeScopedContext;
            break;
          }
          if (expandedProperty === "@id" && keys.length === 1) {
            mustRevert = false;
            break;
          }
        }
      }
      if (mustRevert) {
        activeCtx = activeCtx.revertToPreviousContext();
      }
      if (!_isUndefined(propertyScopedCtx)) {
        activeCtx = await _processContext({
          activeCtx,
          localCtx: propertyScopedCtx,
          propagate: true,
          overrideProtected: true,
          options
        });
      }
      if ("@context" in element) {
        activeCtx = await _processContext(
          { activeCtx, localCtx: element["@context"], options }
        );
      }
      typeScopedContext = activeCtx;
      let typeKey = null;
      for (const key of keys) {
        const expandedProperty = _expandIri(activeCtx, key, { vocab: true }, options);
        if (expandedProperty === "@type") {
          typeKey = typeKey || key;
          const value = element[key];
          const types = Array.isArray(value) ? value.length > 1 ? value.slice().sort() : value : [value];
          for (const type of types) {
            const ctx = _getContextValue(typeScopedContext, type, "@context");
            if (!_isUndefined(ctx)) {
              activeCtx = await _processContext({
                activeCtx,
                localCtx: ctx,
                options,
                propagate: false
              });
            }
          }
        }
      }
      let rval = {};
      await _expandObject({
        activeCtx,
        activeProperty,
        expandedActiveProperty,
        element,
        expandedParent: rval,
        options,
        insideList,
        typeKey,
        typeScopedContext
      });
      keys = Object.keys(rval);
      let count = keys.length;
      if ("@value" in rval) {
        if ("@type" in rval && ("@language" in rval || "@direction" in rval)) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; an element containing "@value" may not contain both "@type" and either "@language" or "@direction".',
            "jsonld.SyntaxError",
            { code: "invalid value object", element: rval }
          );
        }
        let validCount = count - 1;
        if ("@type" in rval) {
          validCount -= 1;
        }
        if ("@index" in rval) {
          validCount -= 1;
        }
        if ("@language" in rval) {
          validCount -= 1;
        }
        if ("@direction" in rval) {
          validCount -= 1;
        }
        if (validCount !== 0) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; an element containing "@value" may only have an "@index" property and either "@type" or either or both "@language" or "@direction".',
            "jsonld.SyntaxError",
            { code: "invalid value object", element: rval }
          );
        }
        const values = rval["@value"] === null ? [] : _asArray(rval["@value"]);
        const types = _getValues(rval, "@type");
        if (_processingMode(activeCtx, 1.1) && types.includes("@json") && types.length === 1) {
        } else if (values.length === 0) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "null @value value",
                level: "warning",
                message: "Dropping null @value value.",
                details: {
                  value: rval
                }
              },
              options
            });
          }
          rval = null;
        } else if (!values.every((v) => _isString(v) || _isEmptyObject(v)) && "@language" in rval) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; only strings may be language-tagged.",
            "jsonld.SyntaxError",
            { code: "invalid language-tagged value", element: rval }
          );
        } else if (!types.every((t) => _isAbsoluteIri(t) && !(_isString(t) && t.indexOf("_:") === 0) || _isEmptyObject(t))) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; an element containing "@value" and "@type" must have an absolute IRI for the value of "@type".',
            "jsonld.SyntaxError",
            { code: "invalid typed value", element: rval }
          );
        }
      } else if ("@type" in rval && !_isArray(rval["@type"])) {
        rval["@type"] = [rval["@type"]];
      } else if ("@set" in rval || "@list" in rval) {
        if (count > 1 && !(count === 2 && "@index" in rval)) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; if an element has the property "@set" or "@list", then it can have at most one other property that is "@index".',
            "jsonld.SyntaxError",
            { code: "invalid set or list object", element: rval }
          );
        }
        if ("@set" in rval) {
          rval = rval["@set"];
          keys = Object.keys(rval);
          count = keys.length;
        }
      } else if (count === 1 && "@language" in rval) {
        if (options.eventHandler) {
          _handleEvent({
            event: {
              type: ["JsonLdEvent"],
              code: "object with only @language",
              level: "warning",
              message: "Dropping object with only @language.",
              details: {
                value: rval
              }
            },
            options
          });
        }
        rval = null;
      }
      if (_isObject(rval) && !options.keepFreeFloatingNodes && !insideList && (activeProperty === null || expandedActiveProperty === "@graph" || (_getContextValue(activeCtx, activeProperty, "@container") || []).includes("@graph"))) {
        rval = _dropUnsafeObject({ value: rval, count, options });
      }
      return rval;
    };
    function _dropUnsafeObject({
      value,
      count,
      options
    }) {
      if (count === 0 || "@value" in value || "@list" in value || count === 1 && "@id" in value) {
        if (options.eventHandler) {
          let code;
          let message2;
          if (count === 0) {
            code = "empty object";
            message2 = "Dropping empty object.";
          } else if ("@value" in value) {
            code = "object with only @value";
            message2 = "Dropping object with only @value.";
          } else if ("@list" in value) {
            code = "object with only @list";
            message2 = "Dropping object with only @list.";
          } else if (count === 1 && "@id" in value) {
            code = "object with only @id";
            message2 = "Dropping object with only @id.";
          }
          _handleEvent({
            event: {
              type: ["JsonLdEvent"],
              code,
              level: "warning",
              message: message2,
              details: {
                value
              }
            },
            options
          });
        }
        return null;
      }
      return value;
    }
    async function _expandObject({
      activeCtx,
      activeProperty,
      expandedActiveProperty,
      element,
      expandedParent,
      options = {},
      insideList,
      typeKey,
      typeScopedContext
    }) {
      const keys = Object.keys(element).sort();
      const nests = [];
      let unexpandedValue;
      const isJsonType = element[typeKey] && _expandIri(
        activeCtx,
        _isArray(element[typeKey]) ? element[typeKey][0] : element[typeKey],
        { vocab: true },
        {
          ...options,
          typeExpansion: true
        }
      ) === "@json";
      for (const key of keys) {
        let value = element[key];
        let expandedValue;
        if (key === "@context") {
          continue;
        }
        const expandedProperty = _expandIri(activeCtx, key, { vocab: true }, options);
        if (expandedProperty === null || !(_isAbsoluteIri(expandedProperty) || _isKeyword(expandedProperty))) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "invalid property",
                level: "warning",
                message: "Dropping property that did not expand into an absolute IRI or keyword.",
                details: {
                  property: key,
                  expandedProperty
                }
              },
              options
            });
          }
          continue;
        }
        if (_isKeyword(expandedProperty)) {
          if (expandedActiveProperty === "@reverse") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; a keyword cannot be used as a @reverse property.",
              "jsonld.SyntaxError",
              { code: "invalid reverse property map", value }
            );
          }
          if (expandedProperty in expandedParent && expandedProperty !== "@included" && expandedProperty !== "@type") {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; colliding keywords detected.",
              "jsonld.SyntaxError",
              { code: "colliding keywords", keyword: expandedProperty }
            );
          }
        }
        if (expandedProperty === "@id") {
          if (!_isString(value)) {
            if (!options.isFrame) {
              throw new JsonLdError(
                'Invalid JSON-LD syntax; "@id" value must a string.',
                "jsonld.SyntaxError",
                { code: "invalid @id value", value }
              );
            }
            if (_isObject(value)) {
              if (!_isEmptyObject(value)) {
                throw new JsonLdError(
                  'Invalid JSON-LD syntax; "@id" value an empty object or array of strings, if framing',
                  "jsonld.SyntaxError",
                  { code: "invalid @id value", value }
                );
              }
            } else if (_isArray(value)) {
              if (!value.every((v) => _isString(v))) {
                throw new JsonLdError(
                  'Invalid JSON-LD syntax; "@id" value an empty object or array of strings, if framing',
                  "jsonld.SyntaxError",
                  { code: "invalid @id value", value }
                );
              }
            } else {
              throw new JsonLdError(
                'Invalid JSON-LD syntax; "@id" value an empty object or array of strings, if framing',
                "jsonld.SyntaxError",
                { code: "invalid @id value", value }
              );
            }
          }
          _addValue(
            expandedParent,
            "@id",
            _asArray(value).map((v) => {
              if (_isString(v)) {
                const ve = _expandIri(activeCtx, v, { base: true }, options);
                if (options.eventHandler) {
                  if (ve === null) {
                    if (v === null) {
                      _handleEvent({
                        event: {
                          type: ["JsonLdEvent"],
                          code: "null @id value",
                          level: "warning",
                          message: "Null @id found.",
                          details: {
                            id: v
                          }
                        },
                        options
                      });
                    } else {
                      _handleEvent({
                        event: {
                          type: ["JsonLdEvent"],
                          code: "reserved @id value",
                          level: "warning",
                          message: "Reserved @id found.",
                          details: {
                            id: v
                          }
                        },
                        options
                      });
                    }
                  } else if (!_isAbsoluteIri(ve)) {
                    _handleEvent({
                      event: {
                        type: ["JsonLdEvent"],
                        code: "relative @id reference",
                        level: "warning",
                        message: "Relative @id reference found.",
                        details: {
                          id: v,
                          expandedId: ve
                        }
                      },
                      options
                    });
                  }
                }
                return ve;
              }
              return v;
            }),
            { propertyIsArray: options.isFrame }
          );
          continue;
        }
        if (expandedProperty === "@type") {
          if (_isObject(value)) {
            value = Object.fromEntries(Object.entries(value).map(([k, v]) => [
              _expandIri(typeScopedContext, k, { vocab: true }),
              _asArray(v).map(
                (vv) => _expandIri(
                  typeScopedContext,
                  vv,
                  { base: true, vocab: true },
                  { ...options, typeExpansion: true }
                )
              )
            ]));
          }
          _validateTypeValue(value, options.isFrame);
          _addValue(
            expandedParent,
            "@type",
            _asArray(value).map((v) => {
              if (_isString(v)) {
                const ve = _expandIri(
                  typeScopedContext,
                  v,
                  { base: true, vocab: true },
                  { ...options, typeExpansion: true }
                );
                if (ve !== "@json" && !_isAbsoluteIri(ve)) {
                  if (options.eventHandler) {
                    _handleEvent({
                      event: {
                        type: ["JsonLdEvent"],
                        code: "relative @type reference",
                        level: "warning",
                        message: "Relative @type reference found.",
                        details: {
                          type: v
                        }
                      },
                      options
                    });
                  }
                }
                return ve;
              }
              return v;
            }),
            { propertyIsArray: !!options.isFrame }
          );
          continue;
        }
        if (expandedProperty === "@included" && _processingMode(activeCtx, 1.1)) {
          const includedResult = _asArray(await api.expand({
            activeCtx,
            activeProperty,
            element: value,
            options
          }));
          if (!includedResult.every((v) => _isSubject(v))) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; values of @included must expand to node objects.",
              "jsonld.SyntaxError",
              { code: "invalid @included value", value }
            );
          }
          _addValue(
            expandedParent,
            "@included",
            includedResult,
            { propertyIsArray: true }
          );
          continue;
        }
        if (expandedProperty === "@graph" && !(_isObject(value) || _isArray(value))) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; "@graph" value must not be an object or an array.',
            "jsonld.SyntaxError",
            { code: "invalid @graph value", value }
          );
        }
        if (expandedProperty === "@value") {
          unexpandedValue = value;
          if (isJsonType && _processingMode(activeCtx, 1.1)) {
            expandedParent["@value"] = value;
          } else {
            _addValue(
              expandedParent,
              "@value",
              value,
              { propertyIsArray: options.isFrame }
            );
          }
          continue;
        }
        if (expandedProperty === "@language") {
          if (value === null) {
            continue;
          }
          if (!_isString(value) && !options.isFrame) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; "@language" value must be a string.',
              "jsonld.SyntaxError",
              { code: "invalid language-tagged string", value }
            );
          }
          value = _asArray(value).map((v) => _isString(v) ? v.toLowerCase() : v);
          for (const language of value) {
            if (_isString(language) && !language.match(REGEX_BCP47)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "invalid @language value",
                    level: "warning",
                    message: "@language value must be valid BCP47.",
                    details: {
                      language
                    }
                  },
                  options
                });
              }
            }
          }
          _addValue(
            expandedParent,
            "@language",
            value,
            { propertyIsArray: options.isFrame }
          );
          continue;
        }
        if (expandedProperty === "@direction") {
          if (!_isString(value) && !options.isFrame) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; "@direction" value must be a string.',
              "jsonld.SyntaxError",
              { code: "invalid base direction", value }
            );
          }
          value = _asArray(value);
          for (const dir of value) {
            if (_isString(dir) && dir !== "ltr" && dir !== "rtl") {
              throw new JsonLdError(
                'Invalid JSON-LD syntax; "@direction" must be "ltr" or "rtl".',
                "jsonld.SyntaxError",
                { code: "invalid base direction", value }
              );
            }
          }
          _addValue(
            expandedParent,
            "@direction",
            value,
            { propertyIsArray: options.isFrame }
          );
          continue;
        }
        if (expandedProperty === "@index") {
          if (!_isString(value)) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; "@index" value must be a string.',
              "jsonld.SyntaxError",
              { code: "invalid @index value", value }
            );
          }
          _addValue(expandedParent, "@index", value);
          continue;
        }
        if (expandedProperty === "@reverse") {
          if (!_isObject(value)) {
            throw new JsonLdError(
              'Invalid JSON-LD syntax; "@reverse" value must be an object.',
              "jsonld.SyntaxError",
              { code: "invalid @reverse value", value }
            );
          }
          expandedValue = await api.expand({
            activeCtx,
            activeProperty: "@reverse",
            element: value,
            options
          });
          if ("@reverse" in expandedValue) {
            for (const property in expandedValue["@reverse"]) {
              _addValue(
                expandedParent,
                property,
                expandedValue["@reverse"][property],
                { propertyIsArray: true }
              );
            }
          }
          let reverseMap = expandedParent["@reverse"] || null;
          for (const property in expandedValue) {
            if (property === "@reverse") {
              continue;
            }
            if (reverseMap === null) {
              reverseMap = expandedParent["@reverse"] = {};
            }
            _addValue(reverseMap, property, [], { propertyIsArray: true });
            const items = expandedValue[property];
            for (let ii = 0; ii < items.length; ++ii) {
              const item = items[ii];
              if (_isValue(item) || _isList(item)) {
                throw new JsonLdError(
                  'Invalid JSON-LD syntax; "@reverse" value must not be a @value or an @list.',
                  "jsonld.SyntaxError",
                  { code: "invalid reverse property value", value: expandedValue }
                );
              }
              _addValue(reverseMap, property, item, { propertyIsArray: true });
            }
          }
          continue;
        }
        if (expandedProperty === "@nest") {
          nests.push(key);
          continue;
        }
        let termCtx = activeCtx;
        const ctx = _getContextValue(activeCtx, key, "@context");
        if (!_isUndefined(ctx)) {
          termCtx = await _processContext({
            activeCtx,
            localCtx: ctx,
            propagate: true,
            overrideProtected: true,
            options
          });
        }
        const container = _getContextValue(activeCtx, key, "@container") || [];
        if (container.includes("@language") && _isObject(value)) {
          const direction = _getContextValue(termCtx, key, "@direction");
          expandedValue = _expandLanguageMap(termCtx, value, direction, options);
        } else if (container.includes("@index") && _isObject(value)) {
          const asGraph = container.includes("@graph");
          const indexKey = _getContextValue(termCtx, key, "@index") || "@index";
          const propertyIndex = indexKey !== "@index" && _expandIri(activeCtx, indexKey, { vocab: true }, options);
          expandedValue = await _expandIndexMap({
            activeCtx: termCtx,
            options,
            activeProperty: key,
            value,
            asGraph,
            indexKey,
            propertyIndex
          });
        } else if (container.includes("@id") && _isObject(value)) {
          const asGraph = container.includes("@graph");
          expandedValue = await _expandIndexMap({
            activeCtx: termCtx,
            options,
            activeProperty: key,
            value,
            asGraph,
            indexKey: "@id"
          });
        } else if (container.includes("@type") && _isObject(value)) {
          expandedValue = await _expandIndexMap({
            // since container is `@type`, revert type scoped context when expanding
            activeCtx: termCtx.revertToPreviousContext(),
            options,
            activeProperty: key,
            value,
            asGraph: false,
            indexKey: "@type"
          });
        } else {
          const isList = expandedProperty === "@list";
          if (isList || expandedProperty === "@set") {
            let nextActiveProperty = activeProperty;
            if (isList && expandedActiveProperty === "@graph") {
              nextActiveProperty = null;
            }
            expandedValue = await api.expand({
              activeCtx: termCtx,
              activeProperty: nextActiveProperty,
              element: value,
              options,
              insideList: isList
            });
          } else if (_getContextValue(activeCtx, key, "@type") === "@json") {
            expandedValue = {
              "@type": "@json",
              "@value": value
            };
          } else {
            expandedValue = await api.expand({
              activeCtx: termCtx,
              activeProperty: key,
              element: value,
              options,
              insideList: false
            });
          }
        }
        if (expandedValue === null && expandedProperty !== "@value") {
          continue;
        }
        if (expandedProperty !== "@list" && !_isList(expandedValue) && container.includes("@list")) {
          expandedValue = { "@list": _asArray(expandedValue) };
        }
        if (container.includes("@graph") && !container.some((key2) => key2 === "@id" || key2 === "@index")) {
          expandedValue = _asArray(expandedValue);
          if (!options.isFrame) {
            expandedValue = expandedValue.filter((v) => {
              const count = Object.keys(v).length;
              return _dropUnsafeObject({ value: v, count, options }) !== null;
            });
          }
          if (expandedValue.length === 0) {
            continue;
          }
          expandedValue = expandedValue.map((v) => ({ "@graph": _asArray(v) }));
        }
        if (termCtx.mappings.has(key) && termCtx.mappings.get(key).reverse) {
          const reverseMap = expandedParent["@reverse"] = expandedParent["@reverse"] || {};
          expandedValue = _asArray(expandedValue);
          for (let ii = 0; ii < expandedValue.length; ++ii) {
            const item = expandedValue[ii];
            if (_isValue(item) || _isList(item)) {
              throw new JsonLdError(
                'Invalid JSON-LD syntax; "@reverse" value must not be a @value or an @list.',
                "jsonld.SyntaxError",
                { code: "invalid reverse property value", value: expandedValue }
              );
            }
            _addValue(reverseMap, expandedProperty, item, { propertyIsArray: true });
          }
          continue;
        }
        _addValue(expandedParent, expandedProperty, expandedValue, {
          propertyIsArray: true
        });
      }
      if ("@value" in expandedParent) {
        if (expandedParent["@type"] === "@json" && _processingMode(activeCtx, 1.1)) {
        } else if ((_isObject(unexpandedValue) || _isArray(unexpandedValue)) && !options.isFrame) {
          throw new JsonLdError(
            'Invalid JSON-LD syntax; "@value" value must not be an object or an array.',
            "jsonld.SyntaxError",
            { code: "invalid value object value", value: unexpandedValue }
          );
        }
      }
      for (const key of nests) {
        const nestedValues = _isArray(element[key]) ? element[key] : [element[key]];
        for (const nv of nestedValues) {
          if (!_isObject(nv) || Object.keys(nv).some((k) => _expandIri(activeCtx, k, { vocab: true }, options) === "@value")) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; nested value must be a node object.",
              "jsonld.SyntaxError",
              { code: "invalid @nest value", value: nv }
            );
          }
          await _expandObject({
            activeCtx,
            activeProperty,
            expandedActiveProperty,
            element: nv,
            expandedParent,
            options,
            insideList,
            typeScopedContext,
            typeKey
          });
        }
      }
    }
    function _expandValue({ activeCtx, activeProperty, value, options }) {
      if (value === null || value === void 0) {
        return null;
      }
      const expandedProperty = _expandIri(
        activeCtx,
        activeProperty,
        { vocab: true },
        options
      );
      if (expandedProperty === "@id") {
        return _expandIri(activeCtx, value, { base: true }, options);
      } else if (expandedProperty === "@type") {
        return _expandIri(
          activeCtx,
          value,
          { vocab: true, base: true },
          { ...options, typeExpansion: true }
        );
      }
      const type = _getContextValue(activeCtx, activeProperty, "@type");
      if ((type === "@id" || expandedProperty === "@graph") && _isString(value)) {
        const expandedValue = _expandIri(activeCtx, value, { base: true }, options);
        if (expandedValue === null && value.match(REGEX_KEYWORD)) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "reserved @id value",
                level: "warning",
                message: "Reserved @id found.",
                details: {
                  id: activeProperty
                }
              },
              options
            });
          }
        }
        return { "@id": expandedValue };
      }
      if (type === "@vocab" && _isString(value)) {
        return {
          "@id": _expandIri(activeCtx, value, { vocab: true, base: true }, options)
        };
      }
      if (_isKeyword(expandedProperty)) {
        return value;
      }
      const rval = {};
      if (type && !["@id", "@vocab", "@none"].includes(type)) {
        rval["@type"] = type;
      } else if (_isString(value)) {
        const language = _getContextValue(activeCtx, activeProperty, "@language");
        if (language !== null) {
          rval["@language"] = language;
        }
        const direction = _getContextValue(activeCtx, activeProperty, "@direction");
        if (direction !== null) {
          rval["@direction"] = direction;
        }
      }
      if (!["boolean", "number", "string"].includes(typeof value)) {
        value = value.toString();
      }
      rval["@value"] = value;
      return rval;
    }
    function _expandLanguageMap(activeCtx, languageMap, direction, options) {
      const rval = [];
      const keys = Object.keys(languageMap).sort();
      for (const key of keys) {
        const expandedKey = _expandIri(activeCtx, key, { vocab: true }, options);
        let val = languageMap[key];
        if (!_isArray(val)) {
          val = [val];
        }
        for (const item of val) {
          if (item === null) {
            continue;
          }
          if (!_isString(item)) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; language map values must be strings.",
              "jsonld.SyntaxError",
              { code: "invalid language map value", languageMap }
            );
          }
          const val2 = { "@value": item };
          if (expandedKey !== "@none") {
            if (!key.match(REGEX_BCP47)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "invalid @language value",
                    level: "warning",
                    message: "@language value must be valid BCP47.",
                    details: {
                      language: key
                    }
                  },
                  options
                });
              }
            }
            val2["@language"] = key.toLowerCase();
          }
          if (direction) {
            val2["@direction"] = direction;
          }
          rval.push(val2);
        }
      }
      return rval;
    }
    async function _expandIndexMap({
      activeCtx,
      options,
      activeProperty,
      value,
      asGraph,
      indexKey,
      propertyIndex
    }) {
      const rval = [];
      const keys = Object.keys(value).sort();
      const isTypeIndex = indexKey === "@type";
      for (let key of keys) {
        if (isTypeIndex) {
          const ctx = _getContextValue(activeCtx, key, "@context");
          if (!_isUndefined(ctx)) {
            activeCtx = await _processContext({
              activeCtx,
              localCtx: ctx,
              propagate: false,
              options
            });
          }
        }
        let val = value[key];
        if (!_isArray(val)) {
          val = [val];
        }
        val = await api.expand({
          activeCtx,
          activeProperty,
          element: val,
          options,
          insideList: false,
          insideIndex: true
        });
        let expandedKey;
        if (propertyIndex) {
          if (key === "@none") {
            expandedKey = "@none";
          } else {
            expandedKey = _expandValue(
              { activeCtx, activeProperty: indexKey, value: key, options }
            );
          }
        } else {
          expandedKey = _expandIri(activeCtx, key, { vocab: true }, options);
        }
        if (indexKey === "@id") {
          key = _expandIri(activeCtx, key, { base: true }, options);
        } else if (isTypeIndex) {
          key = expandedKey;
        }
        for (let item of val) {
          if (asGraph && !_isGraph(item)) {
            item = { "@graph": [item] };
          }
          if (indexKey === "@type") {
            if (expandedKey === "@none") {
            } else if (item["@type"]) {
              item["@type"] = [key].concat(item["@type"]);
            } else {
              item["@type"] = [key];
            }
          } else if (_isValue(item) && !["@language", "@type", "@index"].includes(indexKey)) {
            throw new JsonLdError(
              `Invalid JSON-LD syntax; Attempt to add illegal key to value object: "${indexKey}".`,
              "jsonld.SyntaxError",
              { code: "invalid value object", value: item }
            );
          } else if (propertyIndex) {
            if (expandedKey !== "@none") {
              _addValue(item, propertyIndex, expandedKey, {
                propertyIsArray: true,
                prependValue: true
              });
            }
          } else if (expandedKey !== "@none" && !(indexKey in item)) {
            item[indexKey] = key;
          }
          rval.push(item);
        }
      }
      return rval;
    }
  }
});

// node_modules/jsonld/lib/nodeMap.js
var require_nodeMap = __commonJS({
  "node_modules/jsonld/lib/nodeMap.js"(exports, module) {
    "use strict";
    var { isKeyword } = require_context();
    var graphTypes = require_graphTypes();
    var types = require_types();
    var util = require_util();
    var JsonLdError = require_JsonLdError();
    var api = {};
    module.exports = api;
    api.createMergedNodeMap = (input2, options) => {
      options = options || {};
      const issuer = options.issuer || new util.IdentifierIssuer("_:b");
      const graphs = { "@default": {} };
      api.createNodeMap(input2, graphs, "@default", issuer);
      return api.mergeNodeMaps(graphs);
    };
    api.createNodeMap = (input2, graphs, graph, issuer, name2, list) => {
      if (types.isArray(input2)) {
        for (const node of input2) {
          api.createNodeMap(node, graphs, graph, issuer, void 0, list);
        }
        return;
      }
      if (!types.isObject(input2)) {
        if (list) {
          list.push(input2);
        }
        return;
      }
      if (graphTypes.isValue(input2)) {
        if ("@type" in input2) {
          let type = input2["@type"];
          if (type.indexOf("_:") === 0) {
            input2["@type"] = type = issuer.getId(type);
          }
        }
        if (list) {
          list.push(input2);
        }
        return;
      } else if (list && graphTypes.isList(input2)) {
        const _list = [];
        api.createNodeMap(input2["@list"], graphs, graph, issuer, name2, _list);
        list.push({ "@list": _list });
        return;
      }
      if ("@type" in input2) {
        const types2 = input2["@type"];
        for (const type of types2) {
          if (type.indexOf("_:") === 0) {
            issuer.getId(type);
          }
        }
      }
      if (types.isUndefined(name2)) {
        name2 = graphTypes.isBlankNode(input2) ? issuer.getId(input2["@id"]) : input2["@id"];
      }
      if (list) {
        list.push({ "@id": name2 });
      }
      const subjects = graphs[graph];
      const subject = subjects[name2] = subjects[name2] || {};
      subject["@id"] = name2;
      const properties = Object.keys(input2).sort();
      for (let property of properties) {
        if (property === "@id") {
          continue;
        }
        if (property === "@reverse") {
          const referencedNode = { "@id": name2 };
          const reverseMap = input2["@reverse"];
          for (const reverseProperty in reverseMap) {
            const items = reverseMap[reverseProperty];
            for (const item of items) {
              let itemName = item["@id"];
              if (graphTypes.isBlankNode(item)) {
                itemName = issuer.getId(itemName);
              }
              api.createNodeMap(item, graphs, graph, issuer, itemName);
              util.addValue(
                subjects[itemName],
                reverseProperty,
                referencedNode,
                { propertyIsArray: true, allowDuplicate: false }
              );
            }
          }
          continue;
        }
        if (property === "@graph") {
          if (!(name2 in graphs)) {
            graphs[name2] = {};
          }
          api.createNodeMap(input2[property], graphs, name2, issuer);
          continue;
        }
        if (property === "@included") {
          api.createNodeMap(input2[property], graphs, graph, issuer);
          continue;
        }
        if (property !== "@type" && isKeyword(property)) {
          if (property === "@index" && property in subject && (input2[property] !== subject[property] || input2[property]["@id"] !== subject[property]["@id"])) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; conflicting @index property detected.",
              "jsonld.SyntaxError",
              { code: "conflicting indexes", subject }
            );
          }
          subject[property] = input2[property];
          continue;
        }
        const objects = input2[property];
        if (property.indexOf("_:") === 0) {
          property = issuer.getId(property);
        }
        if (objects.length === 0) {
          util.addValue(subject, property, [], { propertyIsArray: true });
          continue;
        }
        for (let o of objects) {
          if (property === "@type") {
            o = o.indexOf("_:") === 0 ? issuer.getId(o) : o;
          }
          if (graphTypes.isSubject(o) || graphTypes.isSubjectReference(o)) {
            if ("@id" in o && !o["@id"]) {
              continue;
            }
            const id = graphTypes.isBlankNode(o) ? issuer.getId(o["@id"]) : o["@id"];
            util.addValue(
              subject,
              property,
              { "@id": id },
              { propertyIsArray: true, allowDuplicate: false }
            );
            api.createNodeMap(o, graphs, graph, issuer, id);
          } else if (graphTypes.isValue(o)) {
            util.addValue(
              subject,
              property,
              o,
              { propertyIsArray: true, allowDuplicate: false }
            );
          } else if (graphTypes.isList(o)) {
            const _list = [];
            api.createNodeMap(o["@list"], graphs, graph, issuer, name2, _list);
            o = { "@list": _list };
            util.addValue(
              subject,
              property,
              o,
              { propertyIsArray: true, allowDuplicate: false }
            );
          } else {
            api.createNodeMap(o, graphs, graph, issuer, name2);
            util.addValue(
              subject,
              property,
              o,
              { propertyIsArray: true, allowDuplicate: false }
            );
          }
        }
      }
    };
    api.mergeNodeMapGraphs = (graphs) => {
      const merged = {};
      for (const name2 of Object.keys(graphs).sort()) {
        for (const id of Object.keys(graphs[name2]).sort()) {
          const node = graphs[name2][id];
          if (!(id in merged)) {
            merged[id] = { "@id": id };
          }
          const mergedNode = merged[id];
          for (const property of Object.keys(node).sort()) {
            if (isKeyword(property) && property !== "@type") {
              mergedNode[property] = util.clone(node[property]);
            } else {
              for (const value of node[property]) {
                util.addValue(
                  mergedNode,
                  property,
                  util.clone(value),
                  { propertyIsArray: true, allowDuplicate: false }
                );
              }
            }
          }
        }
      }
      return merged;
    };
    api.mergeNodeMaps = (graphs) => {
      const defaultGraph = graphs["@default"];
      const graphNames = Object.keys(graphs).sort();
      for (const graphName of graphNames) {
        if (graphName === "@default") {
          continue;
        }
        const nodeMap = graphs[graphName];
        let subject = defaultGraph[graphName];
        if (!subject) {
          defaultGraph[graphName] = subject = {
            "@id": graphName,
            "@graph": []
          };
        } else if (!("@graph" in subject)) {
          subject["@graph"] = [];
        }
        const graph = subject["@graph"];
        for (const id of Object.keys(nodeMap).sort()) {
          const node = nodeMap[id];
          if (!graphTypes.isSubjectReference(node)) {
            graph.push(node);
          }
        }
      }
      return defaultGraph;
    };
  }
});

// node_modules/jsonld/lib/flatten.js
var require_flatten = __commonJS({
  "node_modules/jsonld/lib/flatten.js"(exports, module) {
    "use strict";
    var {
      isSubjectReference: _isSubjectReference
    } = require_graphTypes();
    var {
      createMergedNodeMap: _createMergedNodeMap
    } = require_nodeMap();
    var api = {};
    module.exports = api;
    api.flatten = (input2) => {
      const defaultGraph = _createMergedNodeMap(input2);
      const flattened = [];
      const keys = Object.keys(defaultGraph).sort();
      for (let ki = 0; ki < keys.length; ++ki) {
        const node = defaultGraph[keys[ki]];
        if (!_isSubjectReference(node)) {
          flattened.push(node);
        }
      }
      return flattened;
    };
  }
});

// node_modules/jsonld/lib/fromRdf.js
var require_fromRdf = __commonJS({
  "node_modules/jsonld/lib/fromRdf.js"(exports, module) {
    "use strict";
    var JsonLdError = require_JsonLdError();
    var graphTypes = require_graphTypes();
    var types = require_types();
    var {
      REGEX_BCP47,
      addValue: _addValue
    } = require_util();
    var {
      handleEvent: _handleEvent
    } = require_events();
    var {
      // RDF,
      RDF_LIST,
      RDF_FIRST,
      RDF_REST,
      RDF_NIL,
      RDF_TYPE,
      // RDF_PLAIN_LITERAL,
      // RDF_XML_LITERAL,
      RDF_JSON_LITERAL,
      // RDF_OBJECT,
      // RDF_LANGSTRING,
      // XSD,
      XSD_BOOLEAN,
      XSD_DOUBLE,
      XSD_INTEGER,
      XSD_STRING
    } = require_constants3();
    var api = {};
    module.exports = api;
    api.fromRDF = async (dataset, options) => {
      const {
        useRdfType = false,
        useNativeTypes = false,
        rdfDirection = null
      } = options;
      const defaultGraph = {};
      const graphMap = { "@default": defaultGraph };
      const referencedOnce = {};
      if (rdfDirection) {
        if (rdfDirection === "compound-literal") {
          throw new JsonLdError(
            "Unsupported rdfDirection value.",
            "jsonld.InvalidRdfDirection",
            { value: rdfDirection }
          );
        } else if (rdfDirection !== "i18n-datatype") {
          throw new JsonLdError(
            "Unknown rdfDirection value.",
            "jsonld.InvalidRdfDirection",
            { value: rdfDirection }
          );
        }
      }
      for (const quad of dataset) {
        const name2 = quad.graph.termType === "DefaultGraph" ? "@default" : quad.graph.value;
        if (!(name2 in graphMap)) {
          graphMap[name2] = {};
        }
        if (name2 !== "@default" && !(name2 in defaultGraph)) {
          defaultGraph[name2] = { "@id": name2 };
        }
        const nodeMap = graphMap[name2];
        const s = _nodeId(quad.subject);
        const p = quad.predicate.value;
        const o = quad.object;
        if (!(s in nodeMap)) {
          nodeMap[s] = { "@id": s };
        }
        const node = nodeMap[s];
        const objectNodeId = _nodeId(o);
        const objectIsNode = !!objectNodeId;
        if (objectIsNode && !(objectNodeId in nodeMap)) {
          nodeMap[objectNodeId] = { "@id": objectNodeId };
        }
        if (p === RDF_TYPE && !useRdfType && objectIsNode) {
          _addValue(node, "@type", objectNodeId, { propertyIsArray: true });
          continue;
        }
        const value = _RDFToObject(o, useNativeTypes, rdfDirection, options);
        _addValue(node, p, value, { propertyIsArray: true });
        if (objectIsNode) {
          if (objectNodeId === RDF_NIL) {
            const object = nodeMap[objectNodeId];
            if (!("usages" in object)) {
              object.usages = [];
            }
            object.usages.push({
              node,
              property: p,
              value
            });
          } else if (objectNodeId in referencedOnce) {
            referencedOnce[objectNodeId] = false;
          } else {
            referencedOnce[objectNodeId] = {
              node,
              property: p,
              value
            };
          }
        }
      }
      for (const name2 in graphMap) {
        const graphObject = graphMap[name2];
        if (!(RDF_NIL in graphObject)) {
          continue;
        }
        const nil = graphObject[RDF_NIL];
        if (!nil.usages) {
          continue;
        }
        for (let usage of nil.usages) {
          let node = usage.node;
          let property = usage.property;
          let head = usage.value;
          const list = [];
          const listNodes = [];
          let nodeKeyCount = Object.keys(node).length;
          while (property === RDF_REST && types.isObject(referencedOnce[node["@id"]]) && types.isArray(node[RDF_FIRST]) && node[RDF_FIRST].length === 1 && types.isArray(node[RDF_REST]) && node[RDF_REST].length === 1 && (nodeKeyCount === 3 || nodeKeyCount === 4 && types.isArray(node["@type"]) && node["@type"].length === 1 && node["@type"][0] === RDF_LIST)) {
            list.push(node[RDF_FIRST][0]);
            listNodes.push(node["@id"]);
            usage = referencedOnce[node["@id"]];
            node = usage.node;
            property = usage.property;
            head = usage.value;
            nodeKeyCount = Object.keys(node).length;
            if (!graphTypes.isBlankNode(node)) {
              break;
            }
          }
          delete head["@id"];
          head["@list"] = list.reverse();
          for (const listNode of listNodes) {
            delete graphObject[listNode];
          }
        }
        delete nil.usages;
      }
      const result = [];
      const subjects = Object.keys(defaultGraph).sort();
      for (const subject of subjects) {
        const node = defaultGraph[subject];
        if (subject in graphMap) {
          const graph = node["@graph"] = [];
          const graphObject = graphMap[subject];
          const graphSubjects = Object.keys(graphObject).sort();
          for (const graphSubject of graphSubjects) {
            const node2 = graphObject[graphSubject];
            if (!graphTypes.isSubjectReference(node2)) {
              graph.push(node2);
            }
          }
        }
        if (!graphTypes.isSubjectReference(node)) {
          result.push(node);
        }
      }
      return result;
    };
    function _RDFToObject(o, useNativeTypes, rdfDirection, options) {
      const nodeId = _nodeId(o);
      if (nodeId) {
        return { "@id": nodeId };
      }
      const rval = { "@value": o.value };
      if (o.language) {
        if (!o.language.match(REGEX_BCP47)) {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "invalid @language value",
                level: "warning",
                message: "@language value must be valid BCP47.",
                details: {
                  language: o.language
                }
              },
              options
            });
          }
        }
        rval["@language"] = o.language;
      } else {
        let type = o.datatype.value;
        if (!type) {
          type = XSD_STRING;
        }
        if (type === RDF_JSON_LITERAL) {
          type = "@json";
          try {
            rval["@value"] = JSON.parse(rval["@value"]);
          } catch (e) {
            throw new JsonLdError(
              "JSON literal could not be parsed.",
              "jsonld.InvalidJsonLiteral",
              { code: "invalid JSON literal", value: rval["@value"], cause: e }
            );
          }
        }
        if (useNativeTypes) {
          if (type === XSD_BOOLEAN) {
            if (rval["@value"] === "true" || rval["@value"] === "1") {
              rval["@value"] = true;
            } else if (rval["@value"] === "false" || rval["@value"] === "0") {
              rval["@value"] = false;
            } else {
              rval["@type"] = type;
            }
          } else if (type === XSD_INTEGER) {
            if (types.isNumeric(rval["@value"])) {
              const i = parseInt(rval["@value"], 10);
              if (i.toFixed(0) === rval["@value"]) {
                rval["@value"] = i;
              }
            } else {
              rval["@type"] = type;
            }
          } else if (type === XSD_DOUBLE) {
            if (types.isNumeric(rval["@value"])) {
              rval["@value"] = parseFloat(rval["@value"]);
            } else {
              rval["@type"] = type;
            }
          } else {
            rval["@type"] = type;
          }
        } else if (rdfDirection === "i18n-datatype" && type.startsWith("https://www.w3.org/ns/i18n#")) {
          const [, language, direction] = type.split(/[#_]/);
          if (language.length > 0) {
            rval["@language"] = language;
            if (!language.match(REGEX_BCP47)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "invalid @language value",
                    level: "warning",
                    message: "@language value must be valid BCP47.",
                    details: {
                      language
                    }
                  },
                  options
                });
              }
            }
          }
          rval["@direction"] = direction;
        } else if (type !== XSD_STRING) {
          rval["@type"] = type;
        }
      }
      return rval;
    }
    function _nodeId(term) {
      if (term.termType === "NamedNode") {
        return term.value;
      } else if (term.termType === "BlankNode") {
        return "_:" + term.value;
      }
      return null;
    }
  }
});

// node_modules/canonicalize/lib/canonicalize.js
var require_canonicalize = __commonJS({
  "node_modules/canonicalize/lib/canonicalize.js"(exports, module) {
    "use strict";
    module.exports = function serialize(object) {
      if (typeof object === "number" && isNaN(object)) {
        throw new Error("NaN is not allowed");
      }
      if (typeof object === "number" && !isFinite(object)) {
        throw new Error("Infinity is not allowed");
      }
      if (object === null || typeof object !== "object") {
        return JSON.stringify(object);
      }
      if (object.toJSON instanceof Function) {
        return serialize(object.toJSON());
      }
      if (Array.isArray(object)) {
        const values2 = object.reduce((t, cv, ci) => {
          const comma = ci === 0 ? "" : ",";
          const value = cv === void 0 || typeof cv === "symbol" ? null : cv;
          return `${t}${comma}${serialize(value)}`;
        }, "");
        return `[${values2}]`;
      }
      const values = Object.keys(object).sort().reduce((t, cv) => {
        if (object[cv] === void 0 || typeof object[cv] === "symbol") {
          return t;
        }
        const comma = t.length === 0 ? "" : ",";
        return `${t}${comma}${serialize(cv)}:${serialize(object[cv])}`;
      }, "");
      return `{${values}}`;
    };
  }
});

// node_modules/jsonld/lib/toRdf.js
var require_toRdf = __commonJS({
  "node_modules/jsonld/lib/toRdf.js"(exports, module) {
    "use strict";
    var { createNodeMap } = require_nodeMap();
    var { isKeyword } = require_context();
    var graphTypes = require_graphTypes();
    var jsonCanonicalize = require_canonicalize();
    var JsonLdError = require_JsonLdError();
    var types = require_types();
    var util = require_util();
    var {
      handleEvent: _handleEvent
    } = require_events();
    var {
      // RDF,
      // RDF_LIST,
      RDF_FIRST,
      RDF_REST,
      RDF_NIL,
      RDF_TYPE,
      // RDF_PLAIN_LITERAL,
      // RDF_XML_LITERAL,
      RDF_JSON_LITERAL,
      // RDF_OBJECT,
      RDF_LANGSTRING,
      // XSD,
      XSD_BOOLEAN,
      XSD_DOUBLE,
      XSD_INTEGER,
      XSD_STRING
    } = require_constants3();
    var {
      isAbsolute: _isAbsoluteIri
    } = require_url();
    var api = {};
    module.exports = api;
    api.toRDF = (input2, options) => {
      const issuer = new util.IdentifierIssuer("_:b");
      const nodeMap = { "@default": {} };
      createNodeMap(input2, nodeMap, "@default", issuer);
      const dataset = [];
      const graphNames = Object.keys(nodeMap).sort();
      for (const graphName of graphNames) {
        let graphTerm;
        if (graphName === "@default") {
          graphTerm = { termType: "DefaultGraph", value: "" };
        } else if (_isAbsoluteIri(graphName)) {
          graphTerm = _makeTerm(graphName);
        } else {
          if (options.eventHandler) {
            _handleEvent({
              event: {
                type: ["JsonLdEvent"],
                code: "relative graph reference",
                level: "warning",
                message: "Relative graph reference found.",
                details: {
                  graph: graphName
                }
              },
              options
            });
          }
          continue;
        }
        _graphToRDF(dataset, nodeMap[graphName], graphTerm, issuer, options);
      }
      return dataset;
    };
    function _graphToRDF(dataset, graph, graphTerm, issuer, options) {
      const ids = Object.keys(graph).sort();
      for (const id of ids) {
        const node = graph[id];
        const properties = Object.keys(node).sort();
        for (let property of properties) {
          const items = node[property];
          if (property === "@type") {
            property = RDF_TYPE;
          } else if (isKeyword(property)) {
            continue;
          }
          for (const item of items) {
            const subject = _makeTerm(id);
            if (!_isAbsoluteIri(id)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "relative subject reference",
                    level: "warning",
                    message: "Relative subject reference found.",
                    details: {
                      subject: id
                    }
                  },
                  options
                });
              }
              continue;
            }
            const predicate = _makeTerm(property);
            if (!_isAbsoluteIri(property)) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "relative predicate reference",
                    level: "warning",
                    message: "Relative predicate reference found.",
                    details: {
                      predicate: property
                    }
                  },
                  options
                });
              }
              continue;
            }
            if (predicate.termType === "BlankNode" && !options.produceGeneralizedRdf) {
              if (options.eventHandler) {
                _handleEvent({
                  event: {
                    type: ["JsonLdEvent"],
                    code: "blank node predicate",
                    level: "warning",
                    message: "Dropping blank node predicate.",
                    details: {
                      // FIXME: add better issuer API to get reverse mapping
                      property: issuer.getOldIds().find((key) => issuer.getId(key) === property)
                    }
                  },
                  options
                });
              }
              continue;
            }
            const object = _objectToRDF(
              item,
              issuer,
              dataset,
              graphTerm,
              options.rdfDirection,
              options
            );
            if (object) {
              dataset.push({
                subject,
                predicate,
                object,
                graph: graphTerm
              });
            }
          }
        }
      }
    }
    function _listToRDF(list, issuer, dataset, graphTerm, rdfDirection, options) {
      const first = { termType: "NamedNode", value: RDF_FIRST };
      const rest = { termType: "NamedNode", value: RDF_REST };
      const nil = { termType: "NamedNode", value: RDF_NIL };
      const last = list.pop();
      const result = last ? {
        termType: "BlankNode",
        value: issuer.getId().slice(2)
      } : nil;
      let subject = result;
      for (const item of list) {
        const object = _objectToRDF(
          item,
          issuer,
          dataset,
          graphTerm,
          rdfDirection,
          options
        );
        const next = { termType: "BlankNode", value: issuer.getId().slice(2) };
        dataset.push({
          subject,
          predicate: first,
          object,
          graph: graphTerm
        });
        dataset.push({
          subject,
          predicate: rest,
          object: next,
          graph: graphTerm
        });
        subject = next;
      }
      if (last) {
        const object = _objectToRDF(
          last,
          issuer,
          dataset,
          graphTerm,
          rdfDirection,
          options
        );
        dataset.push({
          subject,
          predicate: first,
          object,
          graph: graphTerm
        });
        dataset.push({
          subject,
          predicate: rest,
          object: nil,
          graph: graphTerm
        });
      }
      return result;
    }
    function _objectToRDF(item, issuer, dataset, graphTerm, rdfDirection, options) {
      let object;
      if (graphTypes.isValue(item)) {
        object = {
          termType: "Literal",
          value: void 0,
          datatype: {
            termType: "NamedNode"
          }
        };
        let value = item["@value"];
        const datatype = item["@type"] || null;
        if (datatype === "@json") {
          object.value = jsonCanonicalize(value);
          object.datatype.value = RDF_JSON_LITERAL;
        } else if (types.isBoolean(value)) {
          object.value = value.toString();
          object.datatype.value = datatype || XSD_BOOLEAN;
        } else if (types.isDouble(value) || datatype === XSD_DOUBLE) {
          if (!types.isDouble(value)) {
            value = parseFloat(value);
          }
          object.value = value.toExponential(15).replace(/(\d)0*e\+?/, "$1E");
          object.datatype.value = datatype || XSD_DOUBLE;
        } else if (types.isNumber(value)) {
          object.value = value.toFixed(0);
          object.datatype.value = datatype || XSD_INTEGER;
        } else if ("@direction" in item && rdfDirection === "i18n-datatype") {
          const language = (item["@language"] || "").toLowerCase();
          const direction = item["@direction"];
          const datatype2 = `https://www.w3.org/ns/i18n#${language}_${direction}`;
          object.datatype.value = datatype2;
          object.value = value;
        } else if ("@direction" in item && rdfDirection === "compound-literal") {
          throw new JsonLdError(
            "Unsupported rdfDirection value.",
            "jsonld.InvalidRdfDirection",
            { value: rdfDirection }
          );
        } else if ("@direction" in item && rdfDirection) {
          throw new JsonLdError(
            "Unknown rdfDirection value.",
            "jsonld.InvalidRdfDirection",
            { value: rdfDirection }
          );
        } else if ("@language" in item) {
          if ("@direction" in item && !rdfDirection) {
            if (options.eventHandler) {
              _handleEvent({
                event: {
                  type: ["JsonLdEvent"],
                  code: "rdfDirection not set",
                  level: "warning",
                  message: "rdfDirection not set for @direction.",
                  details: {
                    object: object.value
                  }
                },
                options
              });
            }
          }
          object.value = value;
          object.datatype.value = datatype || RDF_LANGSTRING;
          object.language = item["@language"];
        } else {
          if ("@direction" in item && !rdfDirection) {
            if (options.eventHandler) {
              _handleEvent({
                event: {
                  type: ["JsonLdEvent"],
                  code: "rdfDirection not set",
                  level: "warning",
                  message: "rdfDirection not set for @direction.",
                  details: {
                    object: object.value
                  }
                },
                options
              });
            }
          }
          object.value = value;
          object.datatype.value = datatype || XSD_STRING;
        }
      } else if (graphTypes.isList(item)) {
        const _list = _listToRDF(
          item["@list"],
          issuer,
          dataset,
          graphTerm,
          rdfDirection,
          options
        );
        object = {
          termType: _list.termType,
          value: _list.value
        };
      } else {
        const id = types.isObject(item) ? item["@id"] : item;
        object = _makeTerm(id);
      }
      if (object.termType === "NamedNode" && !_isAbsoluteIri(object.value)) {
        if (options.eventHandler) {
          _handleEvent({
            event: {
              type: ["JsonLdEvent"],
              code: "relative object reference",
              level: "warning",
              message: "Relative object reference found.",
              details: {
                object: object.value
              }
            },
            options
          });
        }
        return null;
      }
      return object;
    }
    function _makeTerm(id) {
      if (id.startsWith("_:")) {
        return {
          termType: "BlankNode",
          value: id.slice(2)
        };
      }
      return {
        termType: "NamedNode",
        value: id
      };
    }
  }
});

// node_modules/jsonld/lib/frame.js
var require_frame = __commonJS({
  "node_modules/jsonld/lib/frame.js"(exports, module) {
    "use strict";
    var { isKeyword } = require_context();
    var graphTypes = require_graphTypes();
    var types = require_types();
    var util = require_util();
    var url = require_url();
    var JsonLdError = require_JsonLdError();
    var {
      createNodeMap: _createNodeMap,
      mergeNodeMapGraphs: _mergeNodeMapGraphs
    } = require_nodeMap();
    var api = {};
    module.exports = api;
    api.frameMergedOrDefault = (input2, frame, options) => {
      const state = {
        options,
        embedded: false,
        graph: "@default",
        graphMap: { "@default": {} },
        subjectStack: [],
        link: {},
        bnodeMap: {}
      };
      const issuer = new util.IdentifierIssuer("_:b");
      _createNodeMap(input2, state.graphMap, "@default", issuer);
      if (options.merged) {
        state.graphMap["@merged"] = _mergeNodeMapGraphs(state.graphMap);
        state.graph = "@merged";
      }
      state.subjects = state.graphMap[state.graph];
      const framed = [];
      api.frame(state, Object.keys(state.subjects).sort(), frame, framed);
      if (options.pruneBlankNodeIdentifiers) {
        options.bnodesToClear = Object.keys(state.bnodeMap).filter((id) => state.bnodeMap[id].length === 1);
      }
      // remove @preserve from results
      options.link = {};
      return _cleanupPreserve(framed, options);
    };
    api.frame = (state, subjects, frame, parent, property = null) => {
      _validateFrame(frame);
      frame = frame[0];
      const options = state.options;
      const flags = {
        embed: _getFrameFlag(frame, options, "embed"),
        explicit: _getFrameFlag(frame, options, "explicit"),
        requireAll: _getFrameFlag(frame, options, "requireAll")
      };
      if (!state.link.hasOwnProperty(state.graph)) {
        state.link[state.graph] = {};
      }
      const link = state.link[state.graph];
      const matches = _filterSubjects(state, subjects, frame, flags);
      const ids = Object.keys(matches).sort();
      for (const id of ids) {
        const subject = matches[id];
        if (property === null) {
          state.uniqueEmbeds = { [state.graph]: {} };
        } else {
          state.uniqueEmbeds[state.graph] = state.uniqueEmbeds[state.graph] || {};
        }
        if (flags.embed === "@link" && id in link) {
          _addFrameOutput(parent, property, link[id]);
          continue;
        }
        const output = { "@id": id };
        if (id.indexOf("_:") === 0) {
          util.addValue(state.bnodeMap, id, output, { propertyIsArray: true });
        }
        link[id] = output;
        if ((flags.embed === "@first" || flags.embed === "@last") && state.is11) {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; invalid value of @embed.",
            "jsonld.SyntaxError",
            { code: "invalid @embed value", frame }
          );
        }
        if (!state.embedded && state.uniqueEmbeds[state.graph].hasOwnProperty(id)) {
          continue;
        }
        if (state.embedded && (flags.embed === "@never" || _createsCircularReference(subject, state.graph, state.subjectStack))) {
          _addFrameOutput(parent, property, output);
          continue;
        }
        if (state.embedded && (flags.embed == "@first" || flags.embed == "@once") && state.uniqueEmbeds[state.graph].hasOwnProperty(id)) {
          _addFrameOutput(parent, property, output);
          continue;
        }
        if (flags.embed === "@last") {
          if (id in state.uniqueEmbeds[state.graph]) {
            _removeEmbed(state, id);
          }
        }
        state.uniqueEmbeds[state.graph][id] = { parent, property };
        state.subjectStack.push({ subject, graph: state.graph });
        if (id in state.graphMap) {
          let recurse = false;
          let subframe = null;
          if (!("@graph" in frame)) {
            recurse = state.graph !== "@merged";
            subframe = {};
          } else {
            subframe = frame["@graph"][0];
            recurse = !(id === "@merged" || id === "@default");
            if (!types.isObject(subframe)) {
              subframe = {};
            }
          }
          if (recurse) {
            api.frame(
              { ...state, graph: id, embedded: false },
              Object.keys(state.graphMap[id]).sort(),
              [subframe],
              output,
              "@graph"
            );
          }
        }
        if ("@included" in frame) {
          api.frame(
            { ...state, embedded: false },
            subjects,
            frame["@included"],
            output,
            "@included"
          );
        }
        for (const prop of Object.keys(subject).sort()) {
          if (isKeyword(prop)) {
            output[prop] = util.clone(subject[prop]);
            if (prop === "@type") {
              for (const type of subject["@type"]) {
                if (type.indexOf("_:") === 0) {
                  util.addValue(
                    state.bnodeMap,
                    type,
                    output,
                    { propertyIsArray: true }
                  );
                }
              }
            }
            continue;
          }
          if (flags.explicit && !(prop in frame)) {
            continue;
          }
          for (const o of subject[prop]) {
            const subframe = prop in frame ? frame[prop] : _createImplicitFrame(flags);
            if (graphTypes.isList(o)) {
              const subframe2 = frame[prop] && frame[prop][0] && frame[prop][0]["@list"] ? frame[prop][0]["@list"] : _createImplicitFrame(flags);
              const list = { "@list": [] };
              _addFrameOutput(output, prop, list);
              const src = o["@list"];
              for (const oo of src) {
                if (graphTypes.isSubjectReference(oo)) {
                  api.frame(
                    { ...state, embedded: true },
                    [oo["@id"]],
                    subframe2,
                    list,
                    "@list"
                  );
                } else {
                  _addFrameOutput(list, "@list", util.clone(oo));
                }
              }
            } else if (graphTypes.isSubjectReference(o)) {
              api.frame(
                { ...state, embedded: true },
                [o["@id"]],
                subframe,
                output,
                prop
              );
            } else if (_valueMatch(subframe[0], o)) {
              _addFrameOutput(output, prop, util.clone(o));
            }
          }
        }
        for (const prop of Object.keys(frame).sort()) {
          if (prop === "@type") {
            if (!types.isObject(frame[prop][0]) || !("@default" in frame[prop][0])) {
              continue;
            }
          } else if (isKeyword(prop)) {
            continue;
          }
          const next = frame[prop][0] || {};
          const omitDefaultOn = _getFrameFlag(next, options, "omitDefault");
          if (!omitDefaultOn && !(prop in output)) {
            let preserve = "@null";
            if ("@default" in next) {
              preserve = util.clone(next["@default"]);
            }
            if (!types.isArray(preserve)) {
              preserve = [preserve];
            }
            output[prop] = [{ "@preserve": preserve }];
          }
        }
        for (const reverseProp of Object.keys(frame["@reverse"] || {}).sort()) {
          const subframe = frame["@reverse"][reverseProp];
          for (const subject2 of Object.keys(state.subjects)) {
            const nodeValues = util.getValues(state.subjects[subject2], reverseProp);
            if (nodeValues.some((v) => v["@id"] === id)) {
              output["@reverse"] = output["@reverse"] || {};
              util.addValue(
                output["@reverse"],
                reverseProp,
                [],
                { propertyIsArray: true }
              );
              api.frame(
                { ...state, embedded: true },
                [subject2],
                subframe,
                output["@reverse"][reverseProp],
                property
              );
            }
          }
        }
        _addFrameOutput(parent, property, output);
        state.subjectStack.pop();
      }
    };
    api.cleanupNull = (input2, options) => {
      if (types.isArray(input2)) {
        const noNulls = input2.map((v) => api.cleanupNull(v, options));
        return noNulls.filter((v) => v);
      }
      if (input2 === "@null") {
        return null;
      }
      if (types.isObject(input2)) {
        if ("@id" in input2) {
          const id = input2["@id"];
          if (options.link.hasOwnProperty(id)) {
            const idx = options.link[id].indexOf(input2);
            if (idx !== -1) {
              return options.link[id][idx];
            }
            options.link[id].push(input2);
          } else {
            options.link[id] = [input2];
          }
        }
        for (const key in input2) {
          input2[key] = api.cleanupNull(input2[key], options);
        }
      }
      return input2;
    };
    function _createImplicitFrame(flags) {
      const frame = {};
      for (const key in flags) {
        if (flags[key] !== void 0) {
          frame["@" + key] = [flags[key]];
        }
      }
      return [frame];
    }
    function _createsCircularReference(subjectToEmbed, graph, subjectStack) {
      for (let i = subjectStack.length - 1; i >= 0; --i) {
        const subject = subjectStack[i];
        if (subject.graph === graph && subject.subject["@id"] === subjectToEmbed["@id"]) {
          return true;
        }
      }
      return false;
    }
    function _getFrameFlag(frame, options, name2) {
      const flag = "@" + name2;
      let rval = flag in frame ? frame[flag][0] : options[name2];
      if (name2 === "embed") {
        if (rval === true) {
          rval = "@once";
        } else if (rval === false) {
          rval = "@never";
        } else if (rval !== "@always" && rval !== "@never" && rval !== "@link" && rval !== "@first" && rval !== "@last" && rval !== "@once") {
          throw new JsonLdError(
            "Invalid JSON-LD syntax; invalid value of @embed.",
            "jsonld.SyntaxError",
            { code: "invalid @embed value", frame }
          );
        }
      }
      return rval;
    }
    function _validateFrame(frame) {
      if (!types.isArray(frame) || frame.length !== 1 || !types.isObject(frame[0])) {
        throw new JsonLdError(
          "Invalid JSON-LD syntax; a JSON-LD frame must be a single object.",
          "jsonld.SyntaxError",
          { frame }
        );
      }
      if ("@id" in frame[0]) {
        for (const id of util.asArray(frame[0]["@id"])) {
          if (!(types.isObject(id) || url.isAbsolute(id)) || types.isString(id) && id.indexOf("_:") === 0) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; invalid @id in frame.",
              "jsonld.SyntaxError",
              { code: "invalid frame", frame }
            );
          }
        }
      }
      if ("@type" in frame[0]) {
        for (const type of util.asArray(frame[0]["@type"])) {
          if (!(types.isObject(type) || url.isAbsolute(type) || type === "@json") || types.isString(type) && type.indexOf("_:") === 0) {
            throw new JsonLdError(
              "Invalid JSON-LD syntax; invalid @type in frame.",
              "jsonld.SyntaxError",
              { code: "invalid frame", frame }
            );
          }
        }
      }
    }
    function _filterSubjects(state, subjects, frame, flags) {
      const rval = {};
      for (const id of subjects) {
        const subject = state.graphMap[state.graph][id];
        if (_filterSubject(state, subject, frame, flags)) {
          rval[id] = subject;
        }
      }
      return rval;
    }
    function _filterSubject(state, subject, frame, flags) {
      let wildcard = true;
      let matchesSome = false;
      for (const key in frame) {
        let matchThis = false;
        const nodeValues = util.getValues(subject, key);
        const isEmpty = util.getValues(frame, key).length === 0;
        if (key === "@id") {
          if (types.isEmptyObject(frame["@id"][0] || {})) {
            matchThis = true;
          } else if (frame["@id"].length >= 0) {
            matchThis = frame["@id"].includes(nodeValues[0]);
          }
          if (!flags.requireAll) {
            return matchThis;
          }
        } else if (key === "@type") {
          wildcard = false;
          if (isEmpty) {
            if (nodeValues.length > 0) {
              return false;
            }
            matchThis = true;
          } else if (frame["@type"].length === 1 && types.isEmptyObject(frame["@type"][0])) {
            matchThis = nodeValues.length > 0;
          } else {
            for (const type of frame["@type"]) {
              if (types.isObject(type) && "@default" in type) {
                matchThis = true;
              } else {
                matchThis = matchThis || nodeValues.some((tt) => tt === type);
              }
            }
          }
          if (!flags.requireAll) {
            return matchThis;
          }
        } else if (isKeyword(key)) {
          continue;
        } else {
          const thisFrame = util.getValues(frame, key)[0];
          let hasDefault = false;
          if (thisFrame) {
            _validateFrame([thisFrame]);
            hasDefault = "@default" in thisFrame;
          }
          wildcard = false;
          if (nodeValues.length === 0 && hasDefault) {
            continue;
          }
          if (nodeValues.length > 0 && isEmpty) {
            return false;
          }
          if (thisFrame === void 0) {
            if (nodeValues.length > 0) {
              return false;
            }
            matchThis = true;
          } else {
            if (graphTypes.isList(thisFrame)) {
              const listValue = thisFrame["@list"][0];
              if (graphTypes.isList(nodeValues[0])) {
                const nodeListValues = nodeValues[0]["@list"];
                if (graphTypes.isValue(listValue)) {
                  matchThis = nodeListValues.some((lv) => _valueMatch(listValue, lv));
                } else if (graphTypes.isSubject(listValue) || graphTypes.isSubjectReference(listValue)) {
                  matchThis = nodeListValues.some((lv) => _nodeMatch(
                    state,
                    listValue,
                    lv,
                    flags
                  ));
                }
              }
            } else if (graphTypes.isValue(thisFrame)) {
              matchThis = nodeValues.some((nv) => _valueMatch(thisFrame, nv));
            } else if (graphTypes.isSubjectReference(thisFrame)) {
              matchThis = nodeValues.some((nv) => _nodeMatch(state, thisFrame, nv, flags));
            } else if (types.isObject(thisFrame)) {
              matchThis = nodeValues.length > 0;
            } else {
              matchThis = false;
            }
          }
        }
        if (!matchThis && flags.requireAll) {
          return false;
        }
        matchesSome = matchesSome || matchThis;
      }
      return wildcard || matchesSome;
    }
    function _removeEmbed(state, id) {
      const embeds = state.uniqueEmbeds[state.graph];
      const embed = embeds[id];
      const parent = embed.parent;
      const property = embed.property;
      const subject = { "@id": id };
      if (types.isArray(parent)) {
        for (let i = 0; i < parent.length; ++i) {
          if (util.compareValues(parent[i], subject)) {
            parent[i] = subject;
            break;
          }
        }
      } else {
        const useArray = types.isArray(parent[property]);
        util.removeValue(parent, property, subject, { propertyIsArray: useArray });
        util.addValue(parent, property, subject, { propertyIsArray: useArray });
      }
      const removeDependents = (id2) => {
        const ids = Object.keys(embeds);
        for (const next of ids) {
          if (next in embeds && types.isObject(embeds[next].parent) && embeds[next].parent["@id"] === id2) {
            delete embeds[next];
            removeDependents(next);
          }
        }
      };
      removeDependents(id);
    }
    /**
     * Removes the @preserve keywords from expanded result of framing.
     *
     * @param input the framed, framed output.
     * @param options the framing options used.
     *
     * @return the resulting output.
     */
    function _cleanupPreserve(input2, options) {
      if (types.isArray(input2)) {
        return input2.map((value) => _cleanupPreserve(value, options));
      }
      if (types.isObject(input2)) {
        // remove @preserve
        if ("@preserve" in input2) {
          return input2["@preserve"][0];
        }
        if (graphTypes.isValue(input2)) {
          return input2;
        }
        if (graphTypes.isList(input2)) {
          input2["@list"] = _cleanupPreserve(input2["@list"], options);
          return input2;
        }
        if ("@id" in input2) {
          const id = input2["@id"];
          if (options.link.hasOwnProperty(id)) {
            const idx = options.link[id].indexOf(input2);
            if (idx !== -1) {
              return options.link[id][idx];
            }
            options.link[id].push(input2);
          } else {
            options.link[id] = [input2];
          }
        }
        for (const prop in input2) {
          if (prop === "@id" && options.bnodesToClear.includes(input2[prop])) {
            delete input2["@id"];
            continue;
          }
          input2[prop] = _cleanupPreserve(input2[prop], options);
        }
      }
      return input2;
    }
    function _addFrameOutput(parent, property, output) {
      if (types.isObject(parent)) {
        util.addValue(parent, property, output, { propertyIsArray: true });
      } else {
        parent.push(output);
      }
    }
    function _nodeMatch(state, pattern, value, flags) {
      if (!("@id" in value)) {
        return false;
      }
      const nodeObject = state.subjects[value["@id"]];
      return nodeObject && _filterSubject(state, nodeObject, pattern, flags);
    }
    function _valueMatch(pattern, value) {
      const v1 = value["@value"];
      const t1 = value["@type"];
      const l1 = value["@language"];
      const v2 = pattern["@value"] ? types.isArray(pattern["@value"]) ? pattern["@value"] : [pattern["@value"]] : [];
      const t2 = pattern["@type"] ? types.isArray(pattern["@type"]) ? pattern["@type"] : [pattern["@type"]] : [];
      const l2 = pattern["@language"] ? types.isArray(pattern["@language"]) ? pattern["@language"] : [pattern["@language"]] : [];
      if (v2.length === 0 && t2.length === 0 && l2.length === 0) {
        return true;
      }
      if (!(v2.includes(v1) || types.isEmptyObject(v2[0]))) {
        return false;
      }
      if (!(!t1 && t2.length === 0 || t2.includes(t1) || t1 && types.isEmptyObject(t2[0]))) {
        return false;
      }
      if (!(!l1 && l2.length === 0 || l2.includes(l1) || l1 && types.isEmptyObject(l2[0]))) {
        return false;
      }
      return true;
    }
  }
});

// node_modules/jsonld/lib/compact.js
var require_compact = __commonJS({
  "node_modules/jsonld/lib/compact.js"(exports, module) {
    "use strict";
    var JsonLdError = require_JsonLdError();
    var {
      isArray: _isArray,
      isObject: _isObject,
      isString: _isString,
      isUndefined: _isUndefined
    } = require_types();
    var {
      isList: _isList,
      isValue: _isValue,
      isGraph: _isGraph,
      isSimpleGraph: _isSimpleGraph,
      isSubjectReference: _isSubjectReference
    } = require_graphTypes();
    var {
      expandIri: _expandIri,
      getContextValue: _getContextValue,
      isKeyword: _isKeyword,
      process: _processContext,
      processingMode: _processingMode
    } = require_context();
    var {
      removeBase: _removeBase,
      prependBase: _prependBase
    } = require_url();
    var {
      REGEX_KEYWORD,
      addValue: _addValue,
      asArray: _asArray,
      compareShortestLeast: _compareShortestLeast
    } = require_util();
    var api = {};
    module.exports = api;
    api.compact = async ({
      activeCtx,
      activeProperty = null,
      element,
      options = {}
    }) => {
      if (_isArray(element)) {
        let rval = [];
        for (let i = 0; i < element.length; ++i) {
          const compacted = await api.compact({
            activeCtx,
            activeProperty,
            element: element[i],
            options
          });
          if (compacted === null) {
            continue;
          }
          rval.push(compacted);
        }
        if (options.compactArrays && rval.length === 1) {
          const container = _getContextValue(
            activeCtx,
            activeProperty,
            "@container"
          ) || [];
          if (container.length === 0) {
            rval = rval[0];
          }
        }
        return rval;
      }
      const ctx = _getContextValue(activeCtx, activeProperty, "@context");
      if (!_isUndefined(ctx)) {
        activeCtx = await _processContext({
          activeCtx,
          localCtx: ctx,
          propagate: true,
          overrideProtected: true,
          options
        });
      }
      if (_isObject(element)) {
        if (options.link && "@id" in element && options.link.hasOwnProperty(element["@id"])) {
          const linked = options.link[element["@id"]];
          for (let i = 0; i < linked.length; ++i) {
            if (linked[i].expanded === element) {
              return linked[i].compacted;
            }
          }
        }
        if (_isValue(element) || _isSubjectReference(element)) {
          const rval2 = api.compactValue({ activeCtx, activeProperty, value: element, options });
          if (options.link && _isSubjectReference(element)) {
            if (!options.link.hasOwnProperty(element["@id"])) {
              options.link[element["@id"]] = [];
            }
            options.link[element["@id"]].push({ expanded: element, compacted: rval2 });
          }
          return rval2;
        }
        if (_isList(element)) {
          const container = _getContextValue(
            activeCtx,
            activeProperty,
            "@container"
          ) || [];
          if (container.includes("@list")) {
            return api.compact({
              activeCtx,
              activeProperty,
              element: element["@list"],
              options
            });
          }
        }
        const insideReverse = activeProperty === "@reverse";
        const rval = {};
        const inputCtx = activeCtx;
        if (!_isValue(element) && !_isSubjectReference(element)) {
          activeCtx = activeCtx.revertToPreviousContext();
        }
        const propertyScopedCtx = _getContextValue(inputCtx, activeProperty, "@context");
        if (!_isUndefined(propertyScopedCtx)) {
          activeCtx = await _processContext({
            activeCtx,
            localCtx: propertyScopedCtx,
            propagate: true,
            overrideProtected: true,
            options
          });
        }
        if (options.link && "@id" in element) {
          if (!options.link.hasOwnProperty(element["@id"])) {
            options.link[element["@id"]] = [];
          }
          options.link[element["@id"]].push({ expanded: element, compacted: rval });
        }
        let types = element["@type"] || [];
        if (types.length > 1) {
          types = Array.from(types).sort();
        }
        const typeContext = activeCtx;
        for (const type of types) {
          const compactedType = api.compactIri(
            { activeCtx: typeContext, iri: type, relativeTo: { vocab: true } }
          );
          const ctx2 = _getContextValue(inputCtx, compactedType, "@context");
          if (!_isUndefined(ctx2)) {
            activeCtx = await _processContext({
              activeCtx,
              localCtx: ctx2,
              options,
              propagate: false
            });
          }
        }
        const keys = Object.keys(element).sort();
        for (const expandedProperty of keys) {
          const expandedValue = element[expandedProperty];
          if (expandedProperty === "@id") {
            let compactedValue = _asArray(expandedValue).map(
              (expandedIri) => api.compactIri({
                activeCtx,
                iri: expandedIri,
                relativeTo: { vocab: false },
                base: options.base
              })
            );
            if (compactedValue.length === 1) {
              compactedValue = compactedValue[0];
            }
            const alias = api.compactIri(
              { activeCtx, iri: "@id", relativeTo: { vocab: true } }
            );
            rval[alias] = compactedValue;
            continue;
          }
          if (expandedProperty === "@type") {
            let compactedValue = _asArray(expandedValue).map(
              (expandedIri) => api.compactIri({
                activeCtx: inputCtx,
                iri: expandedIri,
                relativeTo: { vocab: true }
              })
            );
            if (compactedValue.length === 1) {
              compactedValue = compactedValue[0];
            }
            const alias = api.compactIri(
              { activeCtx, iri: "@type", relativeTo: { vocab: true } }
            );
            const container = _getContextValue(
              activeCtx,
              alias,
              "@container"
            ) || [];
            const typeAsSet = container.includes("@set") && _processingMode(activeCtx, 1.1);
            const isArray = typeAsSet || _isArray(compactedValue) && expandedValue.length === 0;
            _addValue(rval, alias, compactedValue, { propertyIsArray: isArray });
            continue;
          }
          if (expandedProperty === "@reverse") {
            const compactedValue = await api.compact({
              activeCtx,
              activeProperty: "@reverse",
              element: expandedValue,
              options
            });
            for (const compactedProperty in compactedValue) {
              if (activeCtx.mappings.has(compactedProperty) && activeCtx.mappings.get(compactedProperty).reverse) {
                const value = compactedValue[compactedProperty];
                const container = _getContextValue(
                  activeCtx,
                  compactedProperty,
                  "@container"
                ) || [];
                const useArray = container.includes("@set") || !options.compactArrays;
                _addValue(
                  rval,
                  compactedProperty,
                  value,
                  { propertyIsArray: useArray }
                );
                delete compactedValue[compactedProperty];
              }
            }
            if (Object.keys(compactedValue).length > 0) {
              const alias = api.compactIri({
                activeCtx,
                iri: expandedProperty,
                relativeTo: { vocab: true }
              });
              _addValue(rval, alias, compactedValue);
            }
            continue;
          }
          if (expandedProperty === "@preserve") {
            const compactedValue = await api.compact({
              activeCtx,
              activeProperty,
              element: expandedValue,
              options
            });
            if (!(_isArray(compactedValue) && compactedValue.length === 0)) {
              _addValue(rval, expandedProperty, compactedValue);
            }
            continue;
          }
          if (expandedProperty === "@index") {
            const container = _getContextValue(
              activeCtx,
              activeProperty,
              "@container"
            ) || [];
            if (container.includes("@index")) {
              continue;
            }
            const alias = api.compactIri({
              activeCtx,
              iri: expandedProperty,
              relativeTo: { vocab: true }
            });
            _addValue(rval, alias, expandedValue);
            continue;
          }
          if (expandedProperty !== "@graph" && expandedProperty !== "@list" && expandedProperty !== "@included" && _isKeyword(expandedProperty)) {
            const alias = api.compactIri({
              activeCtx,
              iri: expandedProperty,
              relativeTo: { vocab: true }
            });
            _addValue(rval, alias, expandedValue);
            continue;
          }
          if (!_isArray(expandedValue)) {
            throw new JsonLdError(
              "JSON-LD expansion error; expanded value must be an array.",
              "jsonld.SyntaxError"
            );
          }
          if (expandedValue.length === 0) {
            const itemActiveProperty = api.compactIri({
              activeCtx,
              iri: expandedProperty,
              value: expandedValue,
              relativeTo: { vocab: true },
              reverse: insideReverse
            });
            const nestProperty = activeCtx.mappings.has(itemActiveProperty) ? activeCtx.mappings.get(itemActiveProperty)["@nest"] : null;
            let nestResult = rval;
            if (nestProperty) {
              _checkNestProperty(activeCtx, nestProperty, options);
              if (!_isObject(rval[nestProperty])) {
                rval[nestProperty] = {};
              }
              nestResult = rval[nestProperty];
            }
            _addValue(
              nestResult,
              itemActiveProperty,
              expandedValue,
              {
                propertyIsArray: true
              }
            );
          }
          for (const expandedItem of expandedValue) {
            const itemActiveProperty = api.compactIri({
              activeCtx,
              iri: expandedProperty,
              value: expandedItem,
              relativeTo: { vocab: true },
              reverse: insideReverse
            });
            const nestProperty = activeCtx.mappings.has(itemActiveProperty) ? activeCtx.mappings.get(itemActiveProperty)["@nest"] : null;
            let nestResult = rval;
            if (nestProperty) {
              _checkNestProperty(activeCtx, nestProperty, options);
              if (!_isObject(rval[nestProperty])) {
                rval[nestProperty] = {};
              }
              nestResult = rval[nestProperty];
            }
            const container = _getContextValue(
              activeCtx,
              itemActiveProperty,
              "@container"
            ) || [];
            const isGraph = _isGraph(expandedItem);
            const isList = _isList(expandedItem);
            let inner;
            if (isList) {
              inner = expandedItem["@list"];
            } else if (isGraph) {
              inner = expandedItem["@graph"];
            }
            let compactedItem = await api.compact({
              activeCtx,
              activeProperty: itemActiveProperty,
              element: isList || isGraph ? inner : expandedItem,
              options
            });
            if (isList) {
              if (!_isArray(compactedItem)) {
                compactedItem = [compactedItem];
              }
              if (!container.includes("@list")) {
                compactedItem = {
                  [api.compactIri({
                    activeCtx,
                    iri: "@list",
                    relativeTo: { vocab: true }
                  })]: compactedItem
                };
                if ("@index" in expandedItem) {
                  compactedItem[api.compactIri({
                    activeCtx,
                    iri: "@index",
                    relativeTo: { vocab: true }
                  })] = expandedItem["@index"];
                }
              } else {
                _addValue(nestResult, itemActiveProperty, compactedItem, {
                  valueIsArray: true,
                  allowDuplicate: true
                });
                continue;
              }
            }
            if (isGraph) {
              if (container.includes("@graph") && (container.includes("@id") || container.includes("@index") && _isSimpleGraph(expandedItem))) {
                let mapObject;
                if (nestResult.hasOwnProperty(itemActiveProperty)) {
                  mapObject = nestResult[itemActiveProperty];
                } else {
                  nestResult[itemActiveProperty] = mapObject = {};
                }
                const key = (container.includes("@id") ? expandedItem["@id"] : expandedItem["@index"]) || api.compactIri({
                  activeCtx,
                  iri: "@none",
                  relativeTo: { vocab: true }
                });
                _addValue(
                  mapObject,
                  key,
                  compactedItem,
                  {
                    propertyIsArray: !options.compactArrays || container.includes("@set")
                  }
                );
              } else if (container.includes("@graph") && _isSimpleGraph(expandedItem)) {
                if (_isArray(compactedItem) && compactedItem.length > 1) {
                  compactedItem = { "@included": compactedItem };
                }
                _addValue(
                  nestResult,
                  itemActiveProperty,
                  compactedItem,
                  {
                    propertyIsArray: !options.compactArrays || container.includes("@set")
                  }
                );
              } else {
                if (_isArray(compactedItem) && compactedItem.length === 1 && options.compactArrays) {
                  compactedItem = compactedItem[0];
                }
                compactedItem = {
                  [api.compactIri({
                    activeCtx,
                    iri: "@graph",
                    relativeTo: { vocab: true }
                  })]: compactedItem
                };
                if ("@id" in expandedItem) {
                  compactedItem[api.compactIri({
                    activeCtx,
                    iri: "@id",
                    relativeTo: { vocab: true }
                  })] = expandedItem["@id"];
                }
                if ("@index" in expandedItem) {
                  compactedItem[api.compactIri({
                    activeCtx,
                    iri: "@index",
                    relativeTo: { vocab: true }
                  })] = expandedItem["@index"];
                }
                _addValue(
                  nestResult,
                  itemActiveProperty,
                  compactedItem,
                  {
                    propertyIsArray: !options.compactArrays || container.includes("@set")
                  }
                );
              }
            } else if (container.includes("@language") || container.includes("@index") || container.includes("@id") || container.includes("@type")) {
              let mapObject;
              if (nestResult.hasOwnProperty(itemActiveProperty)) {
                mapObject = nestResult[itemActiveProperty];
              } else {
                nestResult[itemActiveProperty] = mapObject = {};
              }
              let key;
              if (container.includes("@language")) {
                if (_isValue(compactedItem)) {
                  compactedItem = compactedItem["@value"];
                }
                key = expandedItem["@language"];
              } else if (container.includes("@index")) {
                const indexKey = _getContextValue(
                  activeCtx,
                  itemActiveProperty,
                  "@index"
                ) || "@index";
                const containerKey = api.compactIri(
                  { activeCtx, iri: indexKey, relativeTo: { vocab: true } }
                );
                if (indexKey === "@index") {
                  key = expandedItem["@index"];
                  delete compactedItem[containerKey];
                } else {
                  let others;
                  [key, ...others] = _asArray(compactedItem[indexKey] || []);
                  if (!_isString(key)) {
                    key = null;
                  } else {
                    switch (others.length) {
                      case 0:
                        delete compactedItem[indexKey];
                        break;
                      case 1:
                        compactedItem[indexKey] = others[0];
                        break;
                      default:
                        compactedItem[indexKey] = others;
                        break;
                    }
                  }
                }
              } else if (container.includes("@id")) {
                const idKey = api.compactIri({
                  activeCtx,
                  iri: "@id",
                  relativeTo: { vocab: true }
                });
                key = compactedItem[idKey];
                delete compactedItem[idKey];
              } else if (container.includes("@type")) {
                const typeKey = api.compactIri({
                  activeCtx,
                  iri: "@type",
                  relativeTo: { vocab: true }
                });
                let types2;
                [key, ...types2] = _asArray(compactedItem[typeKey] || []);
                switch (types2.length) {
                  case 0:
                    delete compactedItem[typeKey];
                    break;
                  case 1:
                    compactedItem[typeKey] = types2[0];
                    break;
                  default:
                    compactedItem[typeKey] = types2;
                    break;
                }
                if (Object.keys(compactedItem).length === 1 && "@id" in expandedItem) {
                  compactedItem = await api.compact({
                    activeCtx,
                    activeProperty: itemActiveProperty,
                    element: { "@id": expandedItem["@id"] },
                    options
                  });
                }
              }
              if (!key) {
                key = api.compactIri({
                  activeCtx,
                  iri: "@none",
                  relativeTo: { vocab: true }
                });
              }
              _addValue(
                mapObject,
                key,
                compactedItem,
                {
                  propertyIsArray: container.includes("@set")
                }
              );
            } else {
              const isArray = !options.compactArrays || container.includes("@set") || container.includes("@list") || _isArray(compactedItem) && compactedItem.length === 0 || expandedProperty === "@list" || expandedProperty === "@graph";
              _addValue(
                nestResult,
                itemActiveProperty,
                compactedItem,
                { propertyIsArray: isArray }
              );
            }
          }
        }
        return rval;
      }
      return element;
    };
    api.compactIri = ({
      activeCtx,
      iri,
      value = null,
      relativeTo = { vocab: false },
      reverse = false,
      base = null
    }) => {
      if (iri === null) {
        return iri;
      }
      if (activeCtx.isPropertyTermScoped && activeCtx.previousContext) {
        activeCtx = activeCtx.previousContext;
      }
      const inverseCtx = activeCtx.getInverse();
      if (_isKeyword(iri) && iri in inverseCtx && "@none" in inverseCtx[iri] && "@type" in inverseCtx[iri]["@none"] && "@none" in inverseCtx[iri]["@none"]["@type"]) {
        return inverseCtx[iri]["@none"]["@type"]["@none"];
      }
      if (relativeTo.vocab && iri in inverseCtx) {
        const defaultLanguage = activeCtx["@language"] || "@none";
        const containers = [];
        if (_isObject(value) && "@index" in value && !("@graph" in value)) {
          containers.push("@index", "@index@set");
        }
        if (_isObject(value) && "@preserve" in value) {
          value = value["@preserve"][0];
        }
        if (_isGraph(value)) {
          if ("@index" in value) {
            containers.push(
              "@graph@index",
              "@graph@index@set",
              "@index",
              "@index@set"
            );
          }
          if ("@id" in value) {
            containers.push(
              "@graph@id",
              "@graph@id@set"
            );
          }
          containers.push("@graph", "@graph@set", "@set");
          if (!("@index" in value)) {
            containers.push(
              "@graph@index",
              "@graph@index@set",
              "@index",
              "@index@set"
            );
          }
          if (!("@id" in value)) {
            containers.push("@graph@id", "@graph@id@set");
          }
        } else if (_isObject(value) && !_isValue(value)) {
          containers.push("@id", "@id@set", "@type", "@set@type");
        }
        let typeOrLanguage = "@language";
        let typeOrLanguageValue = "@null";
        if (reverse) {
          typeOrLanguage = "@type";
          typeOrLanguageValue = "@reverse";
          containers.push("@set");
        } else if (_isList(value)) {
          if (!("@index" in value)) {
            containers.push("@list");
          }
          const list = value["@list"];
          if (list.length === 0) {
            typeOrLanguage = "@any";
            typeOrLanguageValue = "@none";
          } else {
            let commonLanguage = list.length === 0 ? defaultLanguage : null;
            let commonType = null;
            for (let i = 0; i < list.length; ++i) {
              const item = list[i];
              let itemLanguage = "@none";
              let itemType = "@none";
              if (_isValue(item)) {
                if ("@direction" in item) {
                  const lang = (item["@language"] || "").toLowerCase();
                  const dir = item["@direction"];
                  itemLanguage = `${lang}_${dir}`;
                } else if ("@language" in item) {
                  itemLanguage = item["@language"].toLowerCase();
                } else if ("@type" in item) {
                  itemType = item["@type"];
                } else {
                  itemLanguage = "@null";
                }
              } else {
                itemType = "@id";
              }
              if (commonLanguage === null) {
                commonLanguage = itemLanguage;
              } else if (itemLanguage !== commonLanguage && _isValue(item)) {
                commonLanguage = "@none";
              }
              if (commonType === null) {
                commonType = itemType;
              } else if (itemType !== commonType) {
                commonType = "@none";
              }
              if (commonLanguage === "@none" && commonType === "@none") {
                break;
              }
            }
            commonLanguage = commonLanguage || "@none";
            commonType = commonType || "@none";
            if (commonType !== "@none") {
              typeOrLanguage = "@type";
              typeOrLanguageValue = commonType;
            } else {
              typeOrLanguageValue = commonLanguage;
            }
          }
        } else {
          if (_isValue(value)) {
            if ("@language" in value && !("@index" in value)) {
              containers.push("@language", "@language@set");
              typeOrLanguageValue = value["@language"];
              const dir = value["@direction"];
              if (dir) {
                typeOrLanguageValue = `${typeOrLanguageValue}_${dir}`;
              }
            } else if ("@direction" in value && !("@index" in value)) {
              typeOrLanguageValue = `_${value["@direction"]}`;
            } else if ("@type" in value) {
              typeOrLanguage = "@type";
              typeOrLanguageValue = value["@type"];
            }
          } else {
            typeOrLanguage = "@type";
            typeOrLanguageValue = "@id";
          }
          containers.push("@set");
        }
        containers.push("@none");
        if (_isObject(value) && !("@index" in value)) {
          containers.push("@index", "@index@set");
        }
        if (_isValue(value) && Object.keys(value).length === 1) {
          containers.push("@language", "@language@set");
        }
        const term = _selectTerm(
          activeCtx,
          iri,
          value,
          containers,
          typeOrLanguage,
          typeOrLanguageValue
        );
        if (term !== null) {
          return term;
        }
      }
      if (relativeTo.vocab) {
        if ("@vocab" in activeCtx) {
          const vocab = activeCtx["@vocab"];
          if (iri.indexOf(vocab) === 0 && iri !== vocab) {
            const suffix = iri.substr(vocab.length);
            if (!activeCtx.mappings.has(suffix)) {
              return suffix;
            }
          }
        }
      }
      let choice = null;
      const partialMatches = [];
      let iriMap = activeCtx.fastCurieMap;
      const maxPartialLength = iri.length - 1;
      for (let i = 0; i < maxPartialLength && iri[i] in iriMap; ++i) {
        iriMap = iriMap[iri[i]];
        if ("" in iriMap) {
          partialMatches.push(iriMap[""][0]);
        }
      }
      for (let i = partialMatches.length - 1; i >= 0; --i) {
        const entry = partialMatches[i];
        const terms = entry.terms;
        for (const term of terms) {
          const curie = term + ":" + iri.substr(entry.iri.length);
          const isUsableCurie = activeCtx.mappings.get(term)._prefix && (!activeCtx.mappings.has(curie) || value === null && activeCtx.mappings.get(curie)["@id"] === iri);
          if (isUsableCurie && (choice === null || _compareShortestLeast(curie, choice) < 0)) {
            choice = curie;
          }
        }
      }
      if (choice !== null) {
        return choice;
      }
      for (const [term, td] of activeCtx.mappings) {
        if (td && td._prefix && iri.startsWith(term + ":")) {
          throw new JsonLdError(
            `Absolute IRI "${iri}" confused with prefix "${term}".`,
            "jsonld.SyntaxError",
            { code: "IRI confused with prefix", context: activeCtx }
          );
        }
      }
      if (!relativeTo.vocab) {
        if ("@base" in activeCtx) {
          if (!activeCtx["@base"]) {
            return iri;
          } else {
            const _iri = _removeBase(_prependBase(base, activeCtx["@base"]), iri);
            return REGEX_KEYWORD.test(_iri) ? `./${_iri}` : _iri;
          }
        } else {
          return _removeBase(base, iri);
        }
      }
      return iri;
    };
    api.compactValue = ({ activeCtx, activeProperty, value, options }) => {
      if (_isValue(value)) {
        const type2 = _getContextValue(activeCtx, activeProperty, "@type");
        const language = _getContextValue(activeCtx, activeProperty, "@language");
        const direction = _getContextValue(activeCtx, activeProperty, "@direction");
        const container = _getContextValue(activeCtx, activeProperty, "@container") || [];
        const preserveIndex = "@index" in value && !container.includes("@index");
        if (!preserveIndex && type2 !== "@none") {
          if (value["@type"] === type2) {
            return value["@value"];
          }
          if ("@language" in value && value["@language"] === language && "@direction" in value && value["@direction"] === direction) {
            return value["@value"];
          }
          if ("@language" in value && value["@language"] === language) {
            return value["@value"];
          }
          if ("@direction" in value && value["@direction"] === direction) {
            return value["@value"];
          }
        }
        const keyCount = Object.keys(value).length;
        const isValueOnlyKey = keyCount === 1 || keyCount === 2 && "@index" in value && !preserveIndex;
        const hasDefaultLanguage = "@language" in activeCtx;
        const isValueString = _isString(value["@value"]);
        const hasNullMapping = activeCtx.mappings.has(activeProperty) && activeCtx.mappings.get(activeProperty)["@language"] === null;
        if (isValueOnlyKey && type2 !== "@none" && (!hasDefaultLanguage || !isValueString || hasNullMapping)) {
          return value["@value"];
        }
        const rval = {};
        if (preserveIndex) {
          rval[api.compactIri({
            activeCtx,
            iri: "@index",
            relativeTo: { vocab: true }
          })] = value["@index"];
        }
        if ("@type" in value) {
          rval[api.compactIri({
            activeCtx,
            iri: "@type",
            relativeTo: { vocab: true }
          })] = api.compactIri(
            { activeCtx, iri: value["@type"], relativeTo: { vocab: true } }
          );
        } else if ("@language" in value) {
          rval[api.compactIri({
            activeCtx,
            iri: "@language",
            relativeTo: { vocab: true }
          })] = value["@language"];
        }
        if ("@direction" in value) {
          rval[api.compactIri({
            activeCtx,
            iri: "@direction",
            relativeTo: { vocab: true }
          })] = value["@direction"];
        }
        rval[api.compactIri({
          activeCtx,
          iri: "@value",
          relativeTo: { vocab: true }
        })] = value["@value"];
        return rval;
      }
      const expandedProperty = _expandIri(
        activeCtx,
        activeProperty,
        { vocab: true },
        options
      );
      const type = _getContextValue(activeCtx, activeProperty, "@type");
      const compacted = api.compactIri({
        activeCtx,
        iri: value["@id"],
        relativeTo: { vocab: type === "@vocab" },
        base: options.base
      });
      if (type === "@id" || type === "@vocab" || expandedProperty === "@graph") {
        return compacted;
      }
      return {
        [api.compactIri({
          activeCtx,
          iri: "@id",
          relativeTo: { vocab: true }
        })]: compacted
      };
    };
    function _selectTerm(activeCtx, iri, value, containers, typeOrLanguage, typeOrLanguageValue) {
      if (typeOrLanguageValue === null) {
        typeOrLanguageValue = "@null";
      }
      const prefs = [];
      if ((typeOrLanguageValue === "@id" || typeOrLanguageValue === "@reverse") && _isObject(value) && "@id" in value) {
        if (typeOrLanguageValue === "@reverse") {
          prefs.push("@reverse");
        }
        const term = api.compactIri(
          { activeCtx, iri: value["@id"], relativeTo: { vocab: true } }
        );
        if (activeCtx.mappings.has(term) && activeCtx.mappings.get(term) && activeCtx.mappings.get(term)["@id"] === value["@id"]) {
          prefs.push.apply(prefs, ["@vocab", "@id"]);
        } else {
          prefs.push.apply(prefs, ["@id", "@vocab"]);
        }
      } else {
        prefs.push(typeOrLanguageValue);
        const langDir = prefs.find((el) => el.includes("_"));
        if (langDir) {
          prefs.push(langDir.replace(/^[^_]+_/, "_"));
        }
      }
      prefs.push("@none");
      const containerMap = activeCtx.inverse[iri];
      for (const container of containers) {
        if (!(container in containerMap)) {
          continue;
        }
        const typeOrLanguageValueMap = containerMap[container][typeOrLanguage];
        for (const pref of prefs) {
          if (!(pref in typeOrLanguageValueMap)) {
            continue;
          }
          return typeOrLanguageValueMap[pref];
        }
      }
      return null;
    }
    function _checkNestProperty(activeCtx, nestProperty, options) {
      if (_expandIri(activeCtx, nestProperty, { vocab: true }, options) !== "@nest") {
        throw new JsonLdError(
          "JSON-LD compact error; nested property must have an @nest value resolving to @nest.",
          "jsonld.SyntaxError",
          { code: "invalid @nest value" }
        );
      }
    }
  }
});

// node_modules/jsonld/lib/JsonLdProcessor.js
var require_JsonLdProcessor = __commonJS({
  "node_modules/jsonld/lib/JsonLdProcessor.js"(exports, module) {
    "use strict";
    module.exports = (jsonld4) => {
      class JsonLdProcessor {
        toString() {
          return "[object JsonLdProcessor]";
        }
      }
      Object.defineProperty(JsonLdProcessor, "prototype", {
        writable: false,
        enumerable: false
      });
      Object.defineProperty(JsonLdProcessor.prototype, "constructor", {
        writable: true,
        enumerable: false,
        configurable: true,
        value: JsonLdProcessor
      });
      JsonLdProcessor.compact = function(input2, ctx) {
        if (arguments.length < 2) {
          return Promise.reject(
            new TypeError("Could not compact, too few arguments.")
          );
        }
        return jsonld4.compact(input2, ctx);
      };
      JsonLdProcessor.expand = function(input2) {
        if (arguments.length < 1) {
          return Promise.reject(
            new TypeError("Could not expand, too few arguments.")
          );
        }
        return jsonld4.expand(input2);
      };
      JsonLdProcessor.flatten = function(input2) {
        if (arguments.length < 1) {
          return Promise.reject(
            new TypeError("Could not flatten, too few arguments.")
          );
        }
        return jsonld4.flatten(input2);
      };
      return JsonLdProcessor;
    };
  }
});

// node_modules/jsonld/lib/jsonld.js
var require_jsonld = __commonJS({
  "node_modules/jsonld/lib/jsonld.js"(exports, module) {
    /**
     * A JavaScript implementation of the JSON-LD API.
     *
     * @author Dave Longley
     *
     * @license BSD 3-Clause License
     * Copyright (c) 2011-2022 Digital Bazaar, Inc.
     * All rights reserved.
     *
     * Redistribution and use in source and binary forms, with or without
     * modification, are permitted provided that the following conditions are met:
     *
     * Redistributions of source code must retain the above copyright notice,
     * this list of conditions and the following disclaimer.
     *
     * Redistributions in binary form must reproduce the above copyright
     * notice, this list of conditions and the following disclaimer in the
     * documentation and/or other materials provided with the distribution.
     *
     * Neither the name of the Digital Bazaar, Inc. nor the names of its
     * contributors may be used to endorse or promote products derived from
     * this software without specific prior written permission.
     *
     * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS
     * IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED
     * TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
     * PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
     * HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
     * SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED
     * TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR
     * PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF
     * LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
     * NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
     * SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
     */
    var canonize3 = require_rdf_canonize();
    var platform = require_platform2();
    var util = require_util();
    var ContextResolver = require_ContextResolver();
    var IdentifierIssuer = util.IdentifierIssuer;
    var JsonLdError = require_JsonLdError();
    var LRU = require_lru_cache();
    var NQuads = require_NQuads2();
    var { expand: _expand } = require_expand();
    var { flatten: _flatten } = require_flatten();
    var { fromRDF: _fromRDF } = require_fromRdf();
    var { toRDF: _toRDF } = require_toRdf();
    var {
      frameMergedOrDefault: _frameMergedOrDefault,
      cleanupNull: _cleanupNull
    } = require_frame();
    var {
      isArray: _isArray,
      isObject: _isObject,
      isString: _isString
    } = require_types();
    var {
      isSubjectReference: _isSubjectReference
    } = require_graphTypes();
    var {
      expandIri: _expandIri,
      getInitialContext: _getInitialContext,
      process: _processContext,
      processingMode: _processingMode
    } = require_context();
    var {
      compact: _compact,
      compactIri: _compactIri
    } = require_compact();
    var {
      createNodeMap: _createNodeMap,
      createMergedNodeMap: _createMergedNodeMap,
      mergeNodeMaps: _mergeNodeMaps
    } = require_nodeMap();
    var {
      logEventHandler: _logEventHandler,
      logWarningEventHandler: _logWarningEventHandler,
      safeEventHandler: _safeEventHandler,
      setDefaultEventHandler: _setDefaultEventHandler,
      setupEventHandler: _setupEventHandler,
      strictEventHandler: _strictEventHandler,
      unhandledEventHandler: _unhandledEventHandler
    } = require_events();
    var wrapper = function(jsonld4) {
      const _rdfParsers = {};
      const RESOLVED_CONTEXT_CACHE_MAX_SIZE = 100;
      const _resolvedContextCache = new LRU({ max: RESOLVED_CONTEXT_CACHE_MAX_SIZE });
      jsonld4.compact = async function(input2, ctx, options) {
        if (arguments.length < 2) {
          throw new TypeError("Could not compact, too few arguments.");
        }
        if (ctx === null) {
          throw new JsonLdError(
            "The compaction context must not be null.",
            "jsonld.CompactError",
            { code: "invalid local context" }
          );
        }
        if (input2 === null) {
          return null;
        }
        options = _setDefaults(options, {
          base: _isString(input2) ? input2 : "",
          compactArrays: true,
          compactToRelative: true,
          graph: false,
          skipExpansion: false,
          link: false,
          issuer: new IdentifierIssuer("_:b"),
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        if (options.link) {
          options.skipExpansion = true;
        }
        if (!options.compactToRelative) {
          delete options.base;
        }
        let expanded;
        if (options.skipExpansion) {
          expanded = input2;
        } else {
          expanded = await jsonld4.expand(input2, options);
        }
        const activeCtx = await jsonld4.processContext(
          _getInitialContext(options),
          ctx,
          options
        );
        let compacted = await _compact({
          activeCtx,
          element: expanded,
          options
        });
        if (options.compactArrays && !options.graph && _isArray(compacted)) {
          if (compacted.length === 1) {
            compacted = compacted[0];
          } else if (compacted.length === 0) {
            compacted = {};
          }
        } else if (options.graph && _isObject(compacted)) {
          compacted = [compacted];
        }
        if (_isObject(ctx) && "@context" in ctx) {
          ctx = ctx["@context"];
        }
        ctx = util.clone(ctx);
        if (!_isArray(ctx)) {
          ctx = [ctx];
        }
        const tmp = ctx;
        ctx = [];
        for (let i = 0; i < tmp.length; ++i) {
          if (!_isObject(tmp[i]) || Object.keys(tmp[i]).length > 0) {
            ctx.push(tmp[i]);
          }
        }
        const hasContext = ctx.length > 0;
        if (ctx.length === 1) {
          ctx = ctx[0];
        }
        if (_isArray(compacted)) {
          const graphAlias = _compactIri({
            activeCtx,
            iri: "@graph",
            relativeTo: { vocab: true }
          });
          const graph = compacted;
          compacted = {};
          if (hasContext) {
            compacted["@context"] = ctx;
          }
          compacted[graphAlias] = graph;
        } else if (_isObject(compacted) && hasContext) {
          const graph = compacted;
          compacted = { "@context": ctx };
          for (const key in graph) {
            compacted[key] = graph[key];
          }
        }
        return compacted;
      };
      jsonld4.expand = async function(input2, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not expand, too few arguments.");
        }
        options = _setDefaults(options, {
          keepFreeFloatingNodes: false,
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        const toResolve = {};
        const contextsToProcess = [];
        if ("expandContext" in options) {
          const expandContext = util.clone(options.expandContext);
          if (_isObject(expandContext) && "@context" in expandContext) {
            toResolve.expandContext = expandContext;
          } else {
            toResolve.expandContext = { "@context": expandContext };
          }
          contextsToProcess.push(toResolve.expandContext);
        }
        let defaultBase;
        if (!_isString(input2)) {
          toResolve.input = util.clone(input2);
        } else {
          const remoteDoc = await jsonld4.get(input2, options);
          defaultBase = remoteDoc.documentUrl;
          toResolve.input = remoteDoc.document;
          if (remoteDoc.contextUrl) {
            toResolve.remoteContext = { "@context": remoteDoc.contextUrl };
            contextsToProcess.push(toResolve.remoteContext);
          }
        }
        if (!("base" in options)) {
          options.base = defaultBase || "";
        }
        let activeCtx = _getInitialContext(options);
        for (const localCtx of contextsToProcess) {
          activeCtx = await _processContext({ activeCtx, localCtx, options });
        }
        let expanded = await _expand({
          activeCtx,
          element: toResolve.input,
          options
        });
        if (_isObject(expanded) && "@graph" in expanded && Object.keys(expanded).length === 1) {
          expanded = expanded["@graph"];
        } else if (expanded === null) {
          expanded = [];
        }
        if (!_isArray(expanded)) {
          expanded = [expanded];
        }
        return expanded;
      };
      jsonld4.flatten = async function(input2, ctx, options) {
        if (arguments.length < 1) {
          return new TypeError("Could not flatten, too few arguments.");
        }
        if (typeof ctx === "function") {
          ctx = null;
        } else {
          ctx = ctx || null;
        }
        options = _setDefaults(options, {
          base: _isString(input2) ? input2 : "",
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        const expanded = await jsonld4.expand(input2, options);
        const flattened = _flatten(expanded);
        if (ctx === null) {
          return flattened;
        }
        options.graph = true;
        options.skipExpansion = true;
        const compacted = await jsonld4.compact(flattened, ctx, options);
        return compacted;
      };
      jsonld4.frame = async function(input2, frame, options) {
        if (arguments.length < 2) {
          throw new TypeError("Could not frame, too few arguments.");
        }
        options = _setDefaults(options, {
          base: _isString(input2) ? input2 : "",
          embed: "@once",
          explicit: false,
          requireAll: false,
          omitDefault: false,
          bnodesToClear: [],
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        if (_isString(frame)) {
          const remoteDoc = await jsonld4.get(frame, options);
          frame = remoteDoc.document;
          if (remoteDoc.contextUrl) {
            let ctx = frame["@context"];
            if (!ctx) {
              ctx = remoteDoc.contextUrl;
            } else if (_isArray(ctx)) {
              ctx.push(remoteDoc.contextUrl);
            } else {
              ctx = [ctx, remoteDoc.contextUrl];
            }
            frame["@context"] = ctx;
          }
        }
        const frameContext = frame ? frame["@context"] || {} : {};
        const activeCtx = await jsonld4.processContext(
          _getInitialContext(options),
          frameContext,
          options
        );
        if (!options.hasOwnProperty("omitGraph")) {
          options.omitGraph = _processingMode(activeCtx, 1.1);
        }
        if (!options.hasOwnProperty("pruneBlankNodeIdentifiers")) {
          options.pruneBlankNodeIdentifiers = _processingMode(activeCtx, 1.1);
        }
        const expanded = await jsonld4.expand(input2, options);
        const opts = { ...options };
        opts.isFrame = true;
        opts.keepFreeFloatingNodes = true;
        const expandedFrame = await jsonld4.expand(frame, opts);
        const frameKeys = Object.keys(frame).map((key) => _expandIri(activeCtx, key, { vocab: true }));
        opts.merged = !frameKeys.includes("@graph");
        opts.is11 = _processingMode(activeCtx, 1.1);
        const framed = _frameMergedOrDefault(expanded, expandedFrame, opts);
        opts.graph = !options.omitGraph;
        opts.skipExpansion = true;
        opts.link = {};
        opts.framing = true;
        let compacted = await jsonld4.compact(framed, frameContext, opts);
        opts.link = {};
        compacted = _cleanupNull(compacted, opts);
        return compacted;
      };
      jsonld4.link = async function(input2, ctx, options) {
        const frame = {};
        if (ctx) {
          frame["@context"] = ctx;
        }
        frame["@embed"] = "@link";
        return jsonld4.frame(input2, frame, options);
      };
      jsonld4.normalize = jsonld4.canonize = async function(input2, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not canonize, too few arguments.");
        }
        options = _setDefaults(options, {
          skipExpansion: false,
          safe: true,
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        const canonizeOptions = Object.assign({}, {
          algorithm: "RDFC-1.0"
        }, options.canonizeOptions || null);
        if ("inputFormat" in options) {
          if (options.inputFormat !== "application/n-quads") {
            throw new JsonLdError(
              "Unknown canonicalization input format.",
              "jsonld.CanonizeError"
            );
          }
          const parsedInput = NQuads.parse(input2);
          return canonize3.canonize(parsedInput, canonizeOptions);
        }
        const opts = { ...options };
        delete opts.format;
        delete opts.canonizeOptions;
        opts.produceGeneralizedRdf = false;
        const dataset = await jsonld4.toRDF(input2, opts);
        return canonize3.canonize(dataset, canonizeOptions);
      };
      jsonld4.fromRDF = async function(dataset, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not convert from RDF, too few arguments.");
        }
        options = _setDefaults(options, {
          format: _isString(dataset) ? "application/n-quads" : void 0
        });
        const { format } = options;
        let { rdfParser } = options;
        if (format) {
          rdfParser = rdfParser || _rdfParsers[format];
          if (!rdfParser) {
            throw new JsonLdError(
              "Unknown input format.",
              "jsonld.UnknownFormat",
              { format }
            );
          }
        } else {
          rdfParser = () => dataset;
        }
        const parsedDataset = await rdfParser(dataset);
        return _fromRDF(parsedDataset, options);
      };
      jsonld4.toRDF = async function(input2, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not convert to RDF, too few arguments.");
        }
        options = _setDefaults(options, {
          skipExpansion: false,
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        let expanded;
        if (options.skipExpansion) {
          expanded = input2;
        } else {
          expanded = await jsonld4.expand(input2, options);
        }
        const dataset = _toRDF(expanded, options);
        if (options.format) {
          if (options.format === "application/n-quads") {
            return NQuads.serialize(dataset);
          }
          throw new JsonLdError(
            "Unknown output format.",
            "jsonld.UnknownFormat",
            { format: options.format }
          );
        }
        return dataset;
      };
      jsonld4.createNodeMap = async function(input2, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not create node map, too few arguments.");
        }
        options = _setDefaults(options, {
          base: _isString(input2) ? input2 : "",
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        const expanded = await jsonld4.expand(input2, options);
        return _createMergedNodeMap(expanded, options);
      };
      jsonld4.merge = async function(docs, ctx, options) {
        if (arguments.length < 1) {
          throw new TypeError("Could not merge, too few arguments.");
        }
        if (!_isArray(docs)) {
          throw new TypeError('Could not merge, "docs" must be an array.');
        }
        if (typeof ctx === "function") {
          ctx = null;
        } else {
          ctx = ctx || null;
        }
        options = _setDefaults(options, {
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        const expanded = await Promise.all(docs.map((doc) => {
          const opts = { ...options };
          return jsonld4.expand(doc, opts);
        }));
        let mergeNodes = true;
        if ("mergeNodes" in options) {
          mergeNodes = options.mergeNodes;
        }
        const issuer = options.issuer || new IdentifierIssuer("_:b");
        const graphs = { "@default": {} };
        for (let i = 0; i < expanded.length; ++i) {
          const doc = util.relabelBlankNodes(expanded[i], {
            issuer: new IdentifierIssuer("_:b" + i + "-")
          });
          const _graphs = mergeNodes || i === 0 ? graphs : { "@default": {} };
          _createNodeMap(doc, _graphs, "@default", issuer);
          if (_graphs !== graphs) {
            for (const graphName in _graphs) {
              const _nodeMap = _graphs[graphName];
              if (!(graphName in graphs)) {
                graphs[graphName] = _nodeMap;
                continue;
              }
              const nodeMap = graphs[graphName];
              for (const key in _nodeMap) {
                if (!(key in nodeMap)) {
                  nodeMap[key] = _nodeMap[key];
                }
              }
            }
          }
        }
        const defaultGraph = _mergeNodeMaps(graphs);
        const flattened = [];
        const keys = Object.keys(defaultGraph).sort();
        for (let ki = 0; ki < keys.length; ++ki) {
          const node = defaultGraph[keys[ki]];
          if (!_isSubjectReference(node)) {
            flattened.push(node);
          }
        }
        if (ctx === null) {
          return flattened;
        }
        options.graph = true;
        options.skipExpansion = true;
        const compacted = await jsonld4.compact(flattened, ctx, options);
        return compacted;
      };
      Object.defineProperty(jsonld4, "documentLoader", {
        get: () => jsonld4._documentLoader,
        set: (v) => jsonld4._documentLoader = v
      });
      jsonld4.documentLoader = async (url) => {
        throw new JsonLdError(
          "Could not retrieve a JSON-LD document from the URL. URL dereferencing not implemented.",
          "jsonld.LoadDocumentError",
          { code: "loading document failed", url }
        );
      };
      jsonld4.get = async function(url, options) {
        let load;
        if (typeof options.documentLoader === "function") {
          load = options.documentLoader;
        } else {
          load = jsonld4.documentLoader;
        }
        const remoteDoc = await load(url);
        try {
          if (!remoteDoc.document) {
            throw new JsonLdError(
              "No remote document found at the given URL.",
              "jsonld.NullRemoteDocument"
            );
          }
          if (_isString(remoteDoc.document)) {
            remoteDoc.document = JSON.parse(remoteDoc.document);
          }
        } catch (e) {
          throw new JsonLdError(
            "Could not retrieve a JSON-LD document from the URL.",
            "jsonld.LoadDocumentError",
            {
              code: "loading document failed",
              cause: e,
              remoteDoc
            }
          );
        }
        return remoteDoc;
      };
      jsonld4.processContext = async function(activeCtx, localCtx, options) {
        options = _setDefaults(options, {
          base: "",
          contextResolver: new ContextResolver(
            { sharedCache: _resolvedContextCache }
          )
        });
        if (localCtx === null) {
          return _getInitialContext(options);
        }
        localCtx = util.clone(localCtx);
        if (!(_isObject(localCtx) && "@context" in localCtx)) {
          localCtx = { "@context": localCtx };
        }
        return _processContext({ activeCtx, localCtx, options });
      };
      jsonld4.getContextValue = require_context().getContextValue;
      jsonld4.documentLoaders = {};
      jsonld4.useDocumentLoader = function(type) {
        if (!(type in jsonld4.documentLoaders)) {
          throw new JsonLdError(
            'Unknown document loader type: "' + type + '"',
            "jsonld.UnknownDocumentLoader",
            { type }
          );
        }
        jsonld4.documentLoader = jsonld4.documentLoaders[type].apply(
          jsonld4,
          Array.prototype.slice.call(arguments, 1)
        );
      };
      jsonld4.registerRDFParser = function(contentType, parser) {
        _rdfParsers[contentType] = parser;
      };
      jsonld4.unregisterRDFParser = function(contentType) {
        delete _rdfParsers[contentType];
      };
      jsonld4.registerRDFParser("application/n-quads", NQuads.parse);
      jsonld4.url = require_url();
      jsonld4.logEventHandler = _logEventHandler;
      jsonld4.logWarningEventHandler = _logWarningEventHandler;
      jsonld4.safeEventHandler = _safeEventHandler;
      jsonld4.setDefaultEventHandler = _setDefaultEventHandler;
      jsonld4.strictEventHandler = _strictEventHandler;
      jsonld4.unhandledEventHandler = _unhandledEventHandler;
      jsonld4.util = util;
      Object.assign(jsonld4, util);
      jsonld4.promises = jsonld4;
      jsonld4.RequestQueue = require_RequestQueue();
      jsonld4.JsonLdProcessor = require_JsonLdProcessor()(jsonld4);
      platform.setupGlobals(jsonld4);
      platform.setupDocumentLoaders(jsonld4);
      function _setDefaults(options, {
        documentLoader: documentLoader3 = jsonld4.documentLoader,
        ...defaults
      }) {
        if (options && "compactionMap" in options) {
          throw new JsonLdError(
            '"compactionMap" not supported.',
            "jsonld.OptionsError"
          );
        }
        if (options && "expansionMap" in options) {
          throw new JsonLdError(
            '"expansionMap" not supported.',
            "jsonld.OptionsError"
          );
        }
        return Object.assign(
          {},
          { documentLoader: documentLoader3 },
          defaults,
          options,
          { eventHandler: _setupEventHandler({ options }) }
        );
      }
      return jsonld4;
    };
    var factory = function() {
      return wrapper(function() {
        return factory();
      });
    };
    wrapper(factory);
    module.exports = factory;
  }
});

// node_modules/jsonld/lib/index.js
var require_lib2 = __commonJS({
  "node_modules/jsonld/lib/index.js"(exports, module) {
    module.exports = require_jsonld();
  }
});

// node_modules/jsonld-signatures/lib/contexts.js
var require_contexts = __commonJS({
  "node_modules/jsonld-signatures/lib/contexts.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2017-2023 Digital Bazaar, Inc. All rights reserved.
     */
    var constants = require_constants2();
    var { contexts: securityContexts } = require_js();
    module.exports = /* @__PURE__ */ new Map([
      [
        constants.SECURITY_CONTEXT_V1_URL,
        securityContexts.get(constants.SECURITY_CONTEXT_V1_URL)
      ],
      [
        constants.SECURITY_CONTEXT_V2_URL,
        securityContexts.get(constants.SECURITY_CONTEXT_V2_URL)
      ]
    ]);
  }
});

// node_modules/jsonld-signatures/lib/documentLoader.js
var require_documentLoader = __commonJS({
  "node_modules/jsonld-signatures/lib/documentLoader.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018-2021 Digital Bazaar, Inc. All rights reserved.
     */
    var contexts3 = require_contexts();
    var api = {};
    module.exports = api;
    api.extendContextLoader = (documentLoader3) => {
      return async (url) => {
        const context = contexts3.get(url);
        if (context !== void 0) {
          return {
            contextUrl: null,
            documentUrl: url,
            document: context,
            tag: "static"
          };
        }
        return documentLoader3(url);
      };
    };
    api.strictDocumentLoader = api.extendContextLoader((url) => {
      throw new Error(`${url} not found.`);
    });
  }
});

// node_modules/serialize-error/index.js
var require_serialize_error = __commonJS({
  "node_modules/serialize-error/index.js"(exports, module) {
    "use strict";
    var NonError = class _NonError extends Error {
      constructor(message2) {
        super(_NonError._prepareSuperMessage(message2));
        Object.defineProperty(this, "name", {
          value: "NonError",
          configurable: true,
          writable: true
        });
        if (Error.captureStackTrace) {
          Error.captureStackTrace(this, _NonError);
        }
      }
      static _prepareSuperMessage(message2) {
        try {
          return JSON.stringify(message2);
        } catch {
          return String(message2);
        }
      }
    };
    var commonProperties = [
      { property: "name", enumerable: false },
      { property: "message", enumerable: false },
      { property: "stack", enumerable: false },
      { property: "code", enumerable: true }
    ];
    var isCalled = /* @__PURE__ */ Symbol(".toJSON called");
    var toJSON = (from2) => {
      from2[isCalled] = true;
      const json = from2.toJSON();
      delete from2[isCalled];
      return json;
    };
    var destroyCircular = ({
      from: from2,
      seen,
      to_,
      forceEnumerable,
      maxDepth,
      depth
    }) => {
      const to = to_ || (Array.isArray(from2) ? [] : {});
      seen.push(from2);
      if (depth >= maxDepth) {
        return to;
      }
      if (typeof from2.toJSON === "function" && from2[isCalled] !== true) {
        return toJSON(from2);
      }
      for (const [key, value] of Object.entries(from2)) {
        if (typeof Buffer === "function" && Buffer.isBuffer(value)) {
          to[key] = "[object Buffer]";
          continue;
        }
        if (typeof value === "function") {
          continue;
        }
        if (!value || typeof value !== "object") {
          to[key] = value;
          continue;
        }
        if (!seen.includes(from2[key])) {
          depth++;
          to[key] = destroyCircular({
            from: from2[key],
            seen: seen.slice(),
            forceEnumerable,
            maxDepth,
            depth
          });
          continue;
        }
        to[key] = "[Circular]";
      }
      for (const { property, enumerable } of commonProperties) {
        if (typeof from2[property] === "string") {
          Object.defineProperty(to, property, {
            value: from2[property],
            enumerable: forceEnumerable ? true : enumerable,
            configurable: true,
            writable: true
          });
        }
      }
      return to;
    };
    var serializeError = (value, options = {}) => {
      const { maxDepth = Number.POSITIVE_INFINITY } = options;
      if (typeof value === "object" && value !== null) {
        return destroyCircular({
          from: value,
          seen: [],
          forceEnumerable: true,
          maxDepth,
          depth: 0
        });
      }
      if (typeof value === "function") {
        return `[Function: ${value.name || "anonymous"}]`;
      }
      return value;
    };
    var deserializeError = (value, options = {}) => {
      const { maxDepth = Number.POSITIVE_INFINITY } = options;
      if (value instanceof Error) {
        return value;
      }
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        const newError = new Error();
        destroyCircular({
          from: value,
          seen: [],
          to_: newError,
          maxDepth,
          depth: 0
        });
        return newError;
      }
      return new NonError(value);
    };
    module.exports = {
      serializeError,
      deserializeError
    };
  }
});

// node_modules/jsonld-signatures/lib/ProofSet.js
var require_ProofSet = __commonJS({
  "node_modules/jsonld-signatures/lib/ProofSet.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018-2022 Digital Bazaar, Inc. All rights reserved.
     */
    var constants = require_constants2();
    var jsonld4 = require_lib2();
    var { extendContextLoader, strictDocumentLoader } = require_documentLoader();
    var { serializeError } = require_serialize_error();
    module.exports = class ProofSet {
      /**
       * Adds a Linked Data proof to a document. If the document contains other
       * proofs, the new proof will be appended to the existing set of proofs.
       *
       * Important note: This method assumes that the term `proof` in the given
       * document has the same definition as the `https://w3id.org/security/v2`
       * JSON-LD @context.
       *
       * @param document {object} - JSON-LD Document to be signed.
       * @param options {object} Options hashmap.
       *
       * A `suite` option is required:
       *
       * @param options.suite {LinkedDataSignature} a signature suite instance
       *   that will create the proof.
       *
       * A `purpose` option is required:
       *
       * @param options.purpose {ProofPurpose} a proof purpose instance that will
       *   augment the proof with information describing its intended purpose.
       *
       * Advanced optional parameters and overrides:
       *
       * @param [documentLoader] {function} a custom document loader,
       *   `Promise<RemoteDocument> documentLoader(url)`.
       *
       * @return {Promise<object>} resolves with the signed document, with
       *   the signature in the top-level `proof` property.
       */
      async add(document, { suite, purpose, documentLoader: documentLoader3 } = {}) {
        if (!suite) {
          throw new TypeError('"options.suite" is required.');
        }
        if (!purpose) {
          throw new TypeError('"options.purpose" is required.');
        }
        if (documentLoader3) {
          documentLoader3 = extendContextLoader(documentLoader3);
        } else {
          documentLoader3 = strictDocumentLoader;
        }
        const input2 = { ...document };
        delete input2.proof;
        const proofSet = _getProofs({ document });
        const proof = await suite.createProof({
          document: input2,
          purpose,
          proofSet,
          documentLoader: documentLoader3
        });
        jsonld4.addValue(document, "proof", proof);
        return document;
      }
      /**
       * Derives a new Linked Data document with a new `proof` from an existing
       * document with an existing proof set.
       *
       * Important note: This method assumes that the term `proof` in the given
       * document has the same definition as the `https://w3id.org/security/v2`
       * JSON-LD @context.
       *
       * @param document {object} - JSON-LD Document from which to derive a proof.
       * @param options {object} Options hashmap.
       *
       * A `suite` option is required:
       *
       * @param options.suite {LinkedDataSignature} a signature suite instance
       *   that will derive the new document and new `proof`.
       *
       * A `purpose` option is required:
       *
       * @param options.purpose {ProofPurpose} a proof purpose instance that will
       *   augment the proof with information describing its intended purpose.
       *
       * Advanced optional parameters and overrides:
       *
       * @param [documentLoader] {function} a custom document loader,
       *   `Promise<RemoteDocument> documentLoader(url)`.
       *
       * @return {Promise<object>} resolves with the new document, with a new
       *   top-level `proof` property.
       */
      async derive(document, { suite, purpose, documentLoader: documentLoader3 } = {}) {
        if (!suite) {
          throw new TypeError('"options.suite" is required.');
        }
        if (!purpose) {
          throw new TypeError('"options.purpose" is required.');
        }
        if (documentLoader3) {
          documentLoader3 = extendContextLoader(documentLoader3);
        } else {
          documentLoader3 = strictDocumentLoader;
        }
        const input2 = { ...document };
        delete input2.proof;
        const proofSet = _getProofs({ document });
        const newDocument = await suite.derive({
          document: input2,
          purpose,
          proofSet,
          documentLoader: documentLoader3
        });
        return newDocument;
      }
      /**
       * Verifies Linked Data proof(s) on a document. The proofs to be verified
       * must match the given proof purpose.
       *
       * Important note: This method assumes that the term `proof` in the given
       * document has the same definition as the `https://w3id.org/security/v2`
       * JSON-LD @context.
       *
       * @param {object} document - The JSON-LD document with one or more proofs to
       *   be verified.
       *
       * @param {LinkedDataSignature|LinkedDataSignature[]} suite -
       *   Acceptable signature suite instances for verifying the proof(s).
       *
       * @param {ProofPurpose} purpose - A proof purpose instance that will
       *   match proofs to be verified and ensure they were created according to
       *   the appropriate purpose.
       *
       * Advanced optional parameters and overrides:
       *
       * @param {function} [documentLoader]  a custom document loader,
       *   `Promise<RemoteDocument> documentLoader(url)`.
       *
       * @return {Promise<{verified: boolean, results: Array, error: *}>} resolves
       *   with an object with a `verified`boolean property that is `true` if at
       *   least one proof matching the given purpose and suite verifies and `false`
       *   otherwise; a `results` property with an array of detailed results;
       *   if `false` an `error` property will be present.
       */
      async verify(document, { suite, purpose, documentLoader: documentLoader3 } = {}) {
        if (!suite) {
          throw new TypeError('"options.suite" is required.');
        }
        if (!purpose) {
          throw new TypeError('"options.purpose" is required.');
        }
        const suites = Array.isArray(suite) ? suite : [suite];
        if (suites.length === 0) {
          throw new TypeError("At least one suite is required.");
        }
        if (documentLoader3) {
          documentLoader3 = extendContextLoader(documentLoader3);
        } else {
          documentLoader3 = strictDocumentLoader;
        }
        try {
          document = { ...document };
          const proofSet = _getProofs({ document });
          if (proofSet.length === 0) {
            throw new Error("No matching proofs found in the given document.");
          }
          delete document.proof;
          const results = await _verify(
            { document, suites, proofSet, purpose, documentLoader: documentLoader3 }
          );
          if (results.length === 0) {
            const error = new Error(
              "Did not verify any proofs; insufficient proofs matched the acceptable suite(s) and required purpose(s)."
            );
            error.name = "NotFoundError";
            throw error;
          }
          const verified = results.some((r) => r.verified);
          if (!verified) {
            const errors = [].concat(
              ...results.filter((r) => r.error).map((r) => r.error)
            );
            const result = { verified, results };
            if (errors.length > 0) {
              result.error = errors;
            }
            return result;
          }
          return { verified, results };
        } catch (error) {
          _makeSerializable(error);
          return { verified: false, error };
        }
      }
    };
    function _getProofs({ document }) {
      let proofSet;
      proofSet = jsonld4.getValues(document, "proof");
      const context = document["@context"] || constants.SECURITY_CONTEXT_URL;
      proofSet = proofSet.map((proof) => {
        const { cryptosuite: cryptosuite2 } = proof;
        if (cryptosuite2?.includes?.("-jcs-")) {
          return proof;
        }
        return { "@context": context, ...proof };
      });
      return proofSet;
    }
    async function _verify({
      document,
      suites,
      proofSet,
      purpose,
      documentLoader: documentLoader3
    }) {
      const purposes = Array.isArray(purpose) ? purpose : [purpose];
      const purposeToProofs = /* @__PURE__ */ new Map();
      const proofToSuite = /* @__PURE__ */ new Map();
      const suiteMatchQueue = /* @__PURE__ */ new Map();
      await Promise.all(purposes.map((purpose2) => _matchProofSet({
        purposeToProofs,
        proofToSuite,
        purpose: purpose2,
        proofSet,
        suites,
        suiteMatchQueue,
        document,
        documentLoader: documentLoader3
      })));
      if (purposeToProofs.size < purposes.length) {
        return [];
      }
      const verifyResults = /* @__PURE__ */ new Map();
      await Promise.all([...proofToSuite.entries()].map(async ([proof, suite]) => {
        let result;
        try {
          let vm;
          const purpose2 = {
            async validate(proof2, { verificationMethod: verificationMethod2 }) {
              vm = verificationMethod2;
              return { valid: true };
            }
          };
          const { verified, verificationMethod, error } = await suite.verifyProof(
            { proof, document, purpose: purpose2, proofSet, documentLoader: documentLoader3 }
          );
          if (!vm) {
            vm = verificationMethod;
          }
          result = { proof, verified, verificationMethod: vm, error };
        } catch (error) {
          result = { proof, verified: false, error };
        }
        if (result.error) {
          _makeSerializable(result.error);
        }
        verifyResults.set(proof, result);
      }));
      await Promise.all([...purposeToProofs.entries()].map(
        async ([purpose2, proofs]) => {
          for (const proof of proofs) {
            const result = verifyResults.get(proof);
            if (!result.verified) {
              continue;
            }
            const { verificationMethod } = result;
            const suite = proofToSuite.get(proof);
            let purposeResult;
            try {
              purposeResult = await purpose2.validate(proof, {
                document,
                suite,
                verificationMethod,
                documentLoader: documentLoader3
              });
            } catch (error) {
              purposeResult = { valid: false, error };
            }
            if (result.purposeResult) {
              if (Array.isArray(result.purposeResult)) {
                result.purposeResult.push(purposeResult);
              } else {
                result.purposeResult = [result.purposeResult, purposeResult];
              }
            } else {
              result.purposeResult = purposeResult;
            }
            if (!purposeResult.valid) {
              _makeSerializable(purposeResult.error);
              if (!result.error) {
                result.verified = false;
                result.error = purposeResult.error;
              }
            }
          }
        }
      ));
      return [...verifyResults.values()];
    }
    function _makeSerializable(error) {
      Object.defineProperty(error, "toJSON", {
        value: function() {
          return serializeError(this);
        },
        configurable: true,
        writable: true
      });
    }
    async function _matchProofSet({
      purposeToProofs,
      proofToSuite,
      purpose,
      proofSet,
      suites,
      suiteMatchQueue,
      document,
      documentLoader: documentLoader3
    }) {
      for (const proof of proofSet) {
        if (!await purpose.match(proof, { document, documentLoader: documentLoader3 })) {
          continue;
        }
        let matched = false;
        for (const s of suites) {
          let matchingProofs = suiteMatchQueue.get(s);
          if (!matchingProofs) {
            suiteMatchQueue.set(s, matchingProofs = /* @__PURE__ */ new Map());
          }
          let promise = matchingProofs.get(proof);
          if (!promise) {
            promise = s.matchProof({ proof, document, documentLoader: documentLoader3 });
            matchingProofs.set(proof, promise);
          }
          if (await promise) {
            matched = true;
            proofToSuite.set(proof, s);
            break;
          }
        }
        if (matched) {
          const matches = purposeToProofs.get(purpose);
          if (matches) {
            matches.push(proof);
          } else {
            purposeToProofs.set(purpose, [proof]);
          }
        }
      }
    }
  }
});

// node_modules/jsonld-signatures/lib/VerificationError.js
var require_VerificationError = __commonJS({
  "node_modules/jsonld-signatures/lib/VerificationError.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2020 Digital Bazaar, Inc. All rights reserved.
     */
    var VerificationError = class extends Error {
      /**
       * @param {Error|Error[]} errors
       */
      constructor(errors) {
        super("Verification error(s).");
        this.name = "VerificationError";
        this.errors = [].concat(errors);
      }
    };
    module.exports = VerificationError;
  }
});

// node_modules/jsonld-signatures/lib/suites/LinkedDataProof.js
var require_LinkedDataProof = __commonJS({
  "node_modules/jsonld-signatures/lib/suites/LinkedDataProof.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018-2023 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = class LinkedDataProof {
      constructor({ type } = {}) {
        if (typeof type !== "string") {
          throw new TypeError('A LinkedDataProof must have a "type".');
        }
        this.type = type;
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.document - The document to be signed.
       * @param {ProofPurpose} options.purpose - The proof purpose instance.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<object>} Resolves with the created proof object.
       */
      async createProof({
        /* document, purpose, proofSet, documentLoader, expansionMap */
      }) {
        throw new Error('"createProof" must be implemented in a derived class.');
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.document - The document from which to derive
       *   a new document and proof.
       * @param {ProofPurpose} options.purpose - The proof purpose instance.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       *
       * @returns {Promise<object>} Resolves with the new document with a new
       *   `proof` field.
       */
      async derive({
        /* document, purpose, proofSet, documentLoader */
      }) {
        throw new Error('"deriveProof" must be implemented in a derived class.');
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.proof - The proof to be verified.
       * @param {object} options.document - The document the proof applies to.
       * @param {ProofPurpose} options.purpose - The proof purpose instance.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<{object}>} Resolves with the verification result.
       */
      async verifyProof({
        /* proof, document, purpose, proofSet, documentLoader, expansionMap */
      }) {
        throw new Error('"verifyProof" must be implemented in a derived class.');
      }
      /**
       * Checks whether a given proof exists in the document.
       *
       * @param {object} options - The options to use.
       * @param {object} options.proof - The proof to match.
       *
       * @returns {Promise<boolean>} Whether a match for the proof was found.
       */
      async matchProof({
        proof
        /*, document, purpose, documentLoader, expansionMap */
      }) {
        return proof.type === this.type;
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/util.js
var require_util2 = __commonJS({
  "node_modules/jsonld-signatures/lib/util.js"(exports, module) {
    "use strict";
    var api = {};
    module.exports = api;
    api.w3cDate = (date) => {
      if (date === void 0 || date === null) {
        date = /* @__PURE__ */ new Date();
      } else if (typeof date === "number" || typeof date === "string") {
        date = new Date(date);
      }
      const str = date.toISOString();
      return str.substr(0, str.length - 5) + "Z";
    };
    api.concat = (b1, b2) => {
      const rval = new Uint8Array(b1.length + b2.length);
      rval.set(b1, 0);
      rval.set(b2, b1.length);
      return rval;
    };
  }
});

// node_modules/jsonld-signatures/lib/sha256digest.js
var require_sha256digest = __commonJS({
  "node_modules/jsonld-signatures/lib/sha256digest.js"(exports, module) {
    "use strict";
    var crypto4 = __require("crypto");
    module.exports = {
      /**
       * Hashes a string of data using SHA-256.
       *
       * @param {string} string - the string to hash.
       *
       * @return {Uint8Array} the hash digest.
       */
      async sha256digest({ string }) {
        return new Uint8Array(
          crypto4.createHash("sha256").update(string).digest()
        );
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/suites/LinkedDataSignature.js
var require_LinkedDataSignature = __commonJS({
  "node_modules/jsonld-signatures/lib/suites/LinkedDataSignature.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2017-2024 Digital Bazaar, Inc. All rights reserved.
     */
    var constants = require_constants2();
    var jsonld4 = require_lib2();
    var rdfCanonize2 = require_rdf_canonize();
    var util = require_util2();
    var { sha256digest: sha256digest2 } = require_sha256digest();
    var LinkedDataProof2 = require_LinkedDataProof();
    module.exports = class LinkedDataSignature extends LinkedDataProof2 {
      /**
       * Parent class from which the various LinkDataSignature suites (such as
       * `Ed25519Signature2020`) inherit.
       * NOTE: Developers are never expected to use this class directly, but to
       * only work with individual suites.
       *
       * @param {object} options - Options hashmap.
       * @param {string} options.type - Suite name, provided by subclass.
       * @typedef LDKeyPair
       * @param {LDKeyPair} LDKeyClass - The crypto-ld key class that this suite
       *   will use to sign/verify signatures. Provided by subclass. Used
       *   during the `verifySignature` operation, to create an instance (containing
       *   a `verifier()` property) of a public key fetched via a `documentLoader`.
       *
       * @param {string} contextUrl - JSON-LD context URL that corresponds to this
       *   signature suite. Provided by subclass. Used for enforcing suite context
       *   during the `sign()` operation.
       *
       * For `sign()` operations, either a `key` OR a `signer` is required.
       * For `verify()` operations, you can pass in a verifier (from KMS), or
       * the public key will be fetched via documentLoader.
       *
       * @param {object} [options.key] - An optional key object (containing an
       *   `id` property, and either `signer` or `verifier`, depending on the
       *   intended operation. Useful for when the application is managing keys
       *   itself (when using a KMS, you never have access to the private key,
       *   and so should use the `signer` param instead).
       *
       * @param {{sign: Function, id: string}} [options.signer] - Signer object
       *   that has two properties: an async `sign()` method, and an `id`. This is
       *   useful when interfacing with a KMS (since you don't get access to the
       *   private key and its `signer`, the KMS client gives you only the signer
       *   object to use).
       *
       * @param {{verify: Function, id: string}} [options.verifier] - Verifier
       *   object that has two properties: an async `verify()` method, and an `id`.
       *   Useful when working with a KMS-provided verifier.
       *
       * Advanced optional parameters and overrides:
       *
       * @param {object} [options.proof] - A JSON-LD document with options to use
       *   for the `proof` node (e.g. any other custom fields can be provided here
       *   using a context different from security-v2). If not provided, this is
       *   constructed during signing.
       * @param {string|Date} [options.date] - Signing date to use (otherwise
       *   defaults to `now()`).
       * @param {boolean} [options.useNativeCanonize] - Whether to use a native
       *   canonize algorithm.
       * @param {object} [options.canonizeOptions] - Options to pass to
       *   canonize algorithm.
       */
      constructor({
        type,
        proof,
        LDKeyClass,
        date,
        key,
        signer,
        verifier,
        useNativeCanonize,
        canonizeOptions,
        contextUrl
      } = {}) {
        super({ type });
        this.LDKeyClass = LDKeyClass;
        this.contextUrl = contextUrl;
        this.proof = proof;
        const vm = _processSignatureParams2({ key, signer, verifier });
        this.verificationMethod = vm.verificationMethod;
        this.key = vm.key;
        this.signer = vm.signer;
        this.verifier = vm.verifier;
        this.canonizeOptions = canonizeOptions;
        if (date) {
          this.date = new Date(date);
          if (isNaN(this.date)) {
            throw TypeError(`"date" "${date}" is not a valid date.`);
          }
        }
        this.useNativeCanonize = useNativeCanonize;
        this._hashCache = null;
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.document - The document to be signed.
       * @param {ProofPurpose} options.purpose - The proof purpose instance.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<object>} Resolves with the created proof object.
       */
      async createProof({
        document,
        purpose,
        proofSet,
        documentLoader: documentLoader3,
        expansionMap
      }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        let proof;
        if (this.proof) {
          proof = { ...this.proof };
        } else {
          proof = {};
        }
        proof.type = this.type;
        let date = this.date;
        if (proof.created === void 0 && date === void 0) {
          date = /* @__PURE__ */ new Date();
        }
        if (date && typeof date !== "string") {
          date = util.w3cDate(date);
        }
        if (date) {
          proof.created = date;
        }
        proof.verificationMethod = this.verificationMethod;
        proof = await this.updateProof(
          { document, proof, proofSet, purpose, documentLoader: documentLoader3 }
        );
        proof = await purpose.update(
          proof,
          { document, suite: this, documentLoader: documentLoader3 }
        );
        const verifyData = await this.createVerifyData(
          { document, proof, proofSet, documentLoader: documentLoader3 }
        );
        proof = await this.sign({ verifyData, document, proof, documentLoader: documentLoader3 });
        return proof;
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.proof - The proof to be updated.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<object>} Resolves with the created proof object.
       */
      async updateProof({ proof, expansionMap }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        return proof;
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.proof - The proof to be verified.
       * @param {object} options.document - The document the proof applies to.
       * @param {ProofPurpose} options.purpose - The proof purpose instance.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<{object}>} Resolves with the verification result.
       */
      async verifyProof({ proof, document, proofSet, documentLoader: documentLoader3, expansionMap }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        try {
          const verifyData = await this.createVerifyData(
            { document, proof, proofSet, documentLoader: documentLoader3, expansionMap }
          );
          const verificationMethod = await this.getVerificationMethod(
            { proof, document, documentLoader: documentLoader3, expansionMap }
          );
          const verified = await this.verifySignature({
            verifyData,
            verificationMethod,
            document,
            proof,
            documentLoader: documentLoader3,
            expansionMap
          });
          if (!verified) {
            throw new Error("Invalid signature.");
          }
          return { verified: true, verificationMethod };
        } catch (error) {
          return { verified: false, error };
        }
      }
      async canonize(input2, { documentLoader: documentLoader3, expansionMap, skipExpansion }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        return _canonize(input2, {
          algorithm: "RDFC-1.0",
          // do not resolve any relative URLs or terms, throw errors instead
          base: null,
          format: "application/n-quads",
          documentLoader: documentLoader3,
          // throw errors if any values would be dropped due to missing
          // definitions or relative URLs
          safe: true,
          skipExpansion,
          useNative: this.useNativeCanonize,
          ...this.canonizeOptions
        });
      }
      async canonizeProof(proof, { document, documentLoader: documentLoader3, expansionMap }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        proof = {
          "@context": document["@context"] || constants.SECURITY_CONTEXT_URL,
          ...proof
        };
        delete proof.jws;
        delete proof.signatureValue;
        delete proof.proofValue;
        return this.canonize(proof, {
          documentLoader: documentLoader3,
          expansionMap,
          skipExpansion: false,
          ...this.canonizeOptions
        });
      }
      /**
       * @param {object} options - The options to use.
       * @param {object} options.document - The document to be signed/verified.
       * @param {object} options.proof - The proof to be verified.
       * @param {Array} options.proofSet - Any existing proof set.
       * @param {function} options.documentLoader - The document loader to use.
       * @param {function} options.expansionMap - NOT SUPPORTED; do not use.
       *
       * @returns {Promise<{Uint8Array}>}.
       */
      async createVerifyData({ document, proof, documentLoader: documentLoader3, expansionMap }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        let cachedDocHash;
        const { _hashCache } = this;
        if (_hashCache && _hashCache.document === document) {
          cachedDocHash = _hashCache.hash;
        } else {
          this._hashCache = {
            document,
            // canonize and hash document
            hash: cachedDocHash = this.canonize(document, { documentLoader: documentLoader3, expansionMap }).then((c14nDocument) => sha256digest2({ string: c14nDocument }))
          };
        }
        const [proofHash, docHash] = await Promise.all([
          // canonize and hash proof
          this.canonizeProof(
            proof,
            { document, documentLoader: documentLoader3, expansionMap }
          ).then((c14nProofOptions) => sha256digest2({ string: c14nProofOptions })),
          cachedDocHash
        ]);
        return util.concat(proofHash, docHash);
      }
      /**
       * @param verifyData {Uint8Array}.
       * @param document {object} document from which to derive a new document
       *   and proof.
       * @param proof {object}
       * @param proofSet {Array}
       * @param documentLoader {function}
       *
       * @returns {Promise<{object}>} The new document with `proof`.
       */
      async derive() {
        throw new Error("Must be implemented by a derived class.");
      }
      /**
       * @param document {object} to be signed.
       * @param proof {object}
       * @param documentLoader {function}
       */
      async getVerificationMethod({ proof, documentLoader: documentLoader3 }) {
        let { verificationMethod } = proof;
        if (typeof verificationMethod === "object") {
          verificationMethod = verificationMethod.id;
        }
        if (!verificationMethod) {
          throw new Error('No "verificationMethod" found in proof.');
        }
        const framed = await jsonld4.frame(verificationMethod, {
          "@context": constants.SECURITY_CONTEXT_URL,
          "@embed": "@always",
          id: verificationMethod
        }, { documentLoader: documentLoader3, compactToRelative: false, safe: true });
        if (!framed) {
          throw new Error(`Verification method ${verificationMethod} not found.`);
        }
        if (framed.revoked !== void 0) {
          throw new Error("The verification method has been revoked.");
        }
        return framed;
      }
      /**
       * @param verifyData {Uint8Array}.
       * @param document {object} to be signed.
       * @param proof {object}
       * @param documentLoader {function}
       * @param expansionMap {function}
       *
       * @returns {Promise<{object}>} the proof containing the signature value.
       */
      async sign() {
        throw new Error("Must be implemented by a derived class.");
      }
      /**
       * @param verifyData {Uint8Array}.
       * @param verificationMethod {object}.
       * @param document {object} to be signed.
       * @param proof {object}
       * @param documentLoader {function}
       * @param expansionMap {function}
       *
       * @returns {Promise<boolean>}
       */
      async verifySignature() {
        throw new Error("Must be implemented by a derived class.");
      }
      /**
       * Ensures the document to be signed contains the required signature suite
       * specific `@context`, by either adding it (if `addSuiteContext` is true),
       * or throwing an error if it's missing.
       *
       * @param {object} options - Options hashmap.
       * @param {object} options.document - JSON-LD document to be signed.
       * @param {boolean} options.addSuiteContext - Add suite context?
       */
      ensureSuiteContext({ document, addSuiteContext }) {
        const { contextUrl } = this;
        if (_includesContext3({ document, contextUrl })) {
          return;
        }
        if (!addSuiteContext) {
          throw new TypeError(
            `The document to be signed must contain this suite's @context, "${contextUrl}".`
          );
        }
        const existingContext = document["@context"] || [];
        document["@context"] = Array.isArray(existingContext) ? [...existingContext, contextUrl] : [existingContext, contextUrl];
      }
    };
    function _includesContext3({ document, contextUrl }) {
      const context = document["@context"];
      return context === contextUrl || Array.isArray(context) && context.includes(contextUrl);
    }
    function _processSignatureParams2({ key, signer, verifier }) {
      const vm = {};
      if (key) {
        vm.key = key;
        vm.verificationMethod = key.id;
        if (typeof key.signer === "function") {
          vm.signer = key.signer();
        }
        if (typeof key.verifier === "function") {
          vm.verifier = key.verifier();
        }
        if (!(vm.signer || vm.verifier)) {
          throw new TypeError(
            'The "key" parameter must contain a "signer" or "verifier" method.'
          );
        }
      } else {
        vm.verificationMethod = signer && signer.id || verifier && verifier.id;
        vm.signer = signer;
        vm.verifier = verifier;
      }
      if (vm.signer) {
        if (typeof vm.signer.sign !== "function") {
          throw new TypeError("A signer API has not been specified.");
        }
      }
      if (vm.verifier) {
        if (typeof vm.verifier.verify !== "function") {
          throw new TypeError("A verifier API has not been specified.");
        }
      }
      return vm;
    }
    async function _canonize(input2, options) {
      const opts = {
        rdfDirection: "i18n-datatype",
        ...options,
        produceGeneralizedRdf: false
      };
      delete opts.format;
      const dataset = await jsonld4.toRDF(input2, opts);
      return rdfCanonize2.canonize(dataset, options);
    }
  }
});

// node_modules/jsonld-signatures/lib/suites.js
var require_suites = __commonJS({
  "node_modules/jsonld-signatures/lib/suites.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018 Digital Bazaar, Inc. All rights reserved.
     */
    var api = {};
    module.exports = api;
    api.suites = {
      LinkedDataProof: require_LinkedDataProof(),
      LinkedDataSignature: require_LinkedDataSignature()
    };
  }
});

// node_modules/jsonld-signatures/lib/purposes/ProofPurpose.js
var require_ProofPurpose = __commonJS({
  "node_modules/jsonld-signatures/lib/purposes/ProofPurpose.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018 Digital Bazaar, Inc. All rights reserved.
     */
    module.exports = class ProofPurpose {
      /**
       * @param term {string} the `proofPurpose` term, as defined in the
       *    SECURITY_CONTEXT_URL `@context` or a URI if not defined in such.
       * @param [date] {string or Date or integer} the expected date for
       *   the creation of the proof.
       * @param [maxTimestampDelta] {integer} a maximum number of seconds that
       *   the date on the signature can deviate from, defaults to `Infinity`.
       */
      constructor({ term, date, maxTimestampDelta = Infinity } = {}) {
        if (term === void 0) {
          throw new Error('"term" is required.');
        }
        if (maxTimestampDelta !== void 0 && typeof maxTimestampDelta !== "number") {
          throw new TypeError('"maxTimestampDelta" must be a number.');
        }
        this.term = term;
        if (date !== void 0) {
          this.date = new Date(date);
          if (isNaN(this.date)) {
            throw TypeError(`"date" "${date}" is not a valid date.`);
          }
        }
        this.maxTimestampDelta = maxTimestampDelta;
      }
      /**
       * Called to validate the purpose of a proof. This method is called during
       * proof verification, after the proof value has been checked against the
       * given verification method (e.g. in the case of a digital signature, the
       * signature has been cryptographically verified against the public key).
       *
       * @param proof {object} the proof, in the `constants.SECURITY_CONTEXT_URL`,
       *   with the matching purpose to validate.
       *
       * @return {Promise<object>} resolves to an object with `valid` and `error`.
       */
      async validate(proof, {
        /*document, suite, verificationMethod,
        documentLoader,*/
        expansionMap
      }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        try {
          if (this.maxTimestampDelta !== Infinity) {
            const expected = (this.date || /* @__PURE__ */ new Date()).getTime();
            const delta = this.maxTimestampDelta * 1e3;
            const created = new Date(proof.created).getTime();
            if (!(created >= expected - delta && created <= expected + delta)) {
              throw new Error("The proof's created timestamp is out of range.");
            }
          }
          return { valid: true };
        } catch (error) {
          return { valid: false, error };
        }
      }
      /**
       * Called to update a proof when it is being created, adding any properties
       * specific to this purpose. This method is called prior to the proof
       * value being generated such that any properties added may be, for example,
       * included in a digital signature value.
       *
       * @param proof {object} the proof, in the `constants.SECURITY_CONTEXT_URL`
       *   to update.
       *
       * @return {Promise<object>} resolves to the proof instance (in the
       *   `constants.SECURITY_CONTEXT_URL`.
       */
      async update(proof, {
        /*document, suite, documentLoader,*/
        expansionMap
      }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        proof.proofPurpose = this.term;
        return proof;
      }
      /**
       * Determines if the given proof has a purpose that matches this instance,
       * i.e. this ProofPurpose instance should be used to validate the given
       * proof.
       *
       * @param proof {object} the proof to check.
       *
       * @return {Promise<boolean>} `true` if there's a match, `false` if not.
       */
      async match(proof, {
        /* document, documentLoader,*/
        expansionMap
      }) {
        if (expansionMap) {
          throw new Error('"expansionMap" not supported.');
        }
        return proof.proofPurpose === this.term;
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/purposes/ControllerProofPurpose.js
var require_ControllerProofPurpose = __commonJS({
  "node_modules/jsonld-signatures/lib/purposes/ControllerProofPurpose.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018-2022 Digital Bazaar, Inc. All rights reserved.
     */
    var constants = require_constants2();
    var jsonld4 = require_lib2();
    var ProofPurpose = require_ProofPurpose();
    var DID_CONTEXT_V1 = "https://www.w3.org/ns/did/v1";
    var DID_VR_TERMS = [
      "assertionMethod",
      "authentication",
      "capabilityInvocation",
      "capabilityDelegation",
      "keyAgreement",
      "verificationMethod"
    ];
    module.exports = class ControllerProofPurpose extends ProofPurpose {
      /**
       * Creates a proof purpose that will validate whether or not the verification
       * method in a proof was authorized by its declared controller for the
       * proof's purpose.
       *
       * @param term {string} the `proofPurpose` term, as defined in the
       *    SECURITY_CONTEXT_URL `@context` or a URI if not defined in such.
       * @param [controller] {object} the description of the controller, if it
       *   is not to be dereferenced via a `documentLoader`.
       * @param [date] {string or Date or integer} the expected date for
       *   the creation of the proof.
       * @param [maxTimestampDelta] {integer} a maximum number of seconds that
       *   the date on the signature can deviate from, defaults to `Infinity`.
       */
      constructor({ term, controller, date, maxTimestampDelta = Infinity } = {}) {
        super({ term, date, maxTimestampDelta });
        if (controller !== void 0) {
          if (typeof controller !== "object") {
            throw new TypeError('"controller" must be an object.');
          }
          this.controller = controller;
        }
        this._termDefinedByDIDContext = DID_VR_TERMS.includes(term);
      }
      /**
       * Validates the purpose of a proof. This method is called during
       * proof verification, after the proof value has been checked against the
       * given verification method (e.g. in the case of a digital signature, the
       * signature has been cryptographically verified against the public key).
       *
       * @param proof
       * @param verificationMethod
       * @param documentLoader
       * @param expansionMap
       *
       * @throws {Error} If verification method not authorized by controller
       * @throws {Error} If proof's created timestamp is out of range
       *
       * @returns {Promise<{valid: boolean, error: Error}>}
       */
      async validate(proof, { verificationMethod, documentLoader: documentLoader3, expansionMap }) {
        try {
          const result = await super.validate(
            proof,
            { verificationMethod, documentLoader: documentLoader3, expansionMap }
          );
          if (!result.valid) {
            throw result.error;
          }
          const { id: verificationId } = verificationMethod;
          if (typeof verificationId !== "string") {
            throw new Error(
              `Verification method ID "${verificationMethod.id}" must be a string.`
            );
          }
          const { term, _termDefinedByDIDContext } = this;
          if (this.controller) {
            result.controller = this.controller;
          } else {
            const { controller } = verificationMethod;
            let controllerId;
            if (controller) {
              if (typeof controller === "object") {
                controllerId = controller.id;
              } else if (typeof controller !== "string") {
                throw new TypeError(
                  '"controller" must be a string representing a URL.'
                );
              } else {
                controllerId = controller;
              }
            }
            let { document } = await documentLoader3(controllerId);
            const mustFrame = !(_termDefinedByDIDContext && document["@context"] === DID_CONTEXT_V1 || Array.isArray(document["@context"]) && document["@context"][0] === DID_CONTEXT_V1);
            if (mustFrame) {
              document = await jsonld4.frame(document, {
                "@context": constants.SECURITY_CONTEXT_URL,
                id: controllerId,
                // this term must be in the JSON-LD controller document or
                // verification will fail
                [term]: {
                  "@embed": "@never",
                  id: verificationId
                }
              }, { documentLoader: documentLoader3, compactToRelative: false, safe: true });
            }
            result.controller = document;
          }
          const verificationMethods = jsonld4.getValues(result.controller, term);
          result.valid = verificationMethods.some((vm) => vm === verificationId || typeof vm === "object" && vm.id === verificationId);
          if (!result.valid) {
            throw new Error(
              `Verification method "${verificationMethod.id}" not authorized by controller for proof purpose "${this.term}".`
            );
          }
          return result;
        } catch (error) {
          return { valid: false, error };
        }
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/purposes/AssertionProofPurpose.js
var require_AssertionProofPurpose = __commonJS({
  "node_modules/jsonld-signatures/lib/purposes/AssertionProofPurpose.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018 Digital Bazaar, Inc. All rights reserved.
     */
    var ControllerProofPurpose = require_ControllerProofPurpose();
    module.exports = class AssertionProofPurpose extends ControllerProofPurpose {
      constructor({
        term = "assertionMethod",
        controller,
        date,
        maxTimestampDelta = Infinity
      } = {}) {
        super({ term, controller, date, maxTimestampDelta });
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/purposes/AuthenticationProofPurpose.js
var require_AuthenticationProofPurpose = __commonJS({
  "node_modules/jsonld-signatures/lib/purposes/AuthenticationProofPurpose.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018 Digital Bazaar, Inc. All rights reserved.
     */
    var ControllerProofPurpose = require_ControllerProofPurpose();
    module.exports = class AuthenticationProofPurpose extends ControllerProofPurpose {
      constructor({
        term = "authentication",
        controller,
        challenge,
        date,
        domain,
        maxTimestampDelta = Infinity
      } = {}) {
        super({ term, controller, date, maxTimestampDelta });
        if (typeof challenge !== "string") {
          throw new TypeError('"challenge" must be a string.');
        }
        if (domain !== void 0 && typeof domain !== "string") {
          throw new TypeError('"domain" must be a string.');
        }
        this.challenge = challenge;
        this.domain = domain;
      }
      async validate(proof, { verificationMethod, documentLoader: documentLoader3, expansionMap }) {
        try {
          if (proof.challenge !== this.challenge) {
            throw new Error(
              `The challenge is not as expected; challenge="${proof.challenge}", expected="${this.challenge}"`
            );
          }
          if (this.domain !== void 0) {
            const { domain } = proof;
            if (!(domain === this.domain || Array.isArray(domain) && domain.includes(this.domain))) {
              throw new Error(
                `The domain is not as expected; domain=${JSON.stringify(domain)}, expected=${JSON.stringify(this.domain)}`
              );
            }
          }
          return super.validate(
            proof,
            { verificationMethod, documentLoader: documentLoader3, expansionMap }
          );
        } catch (error) {
          return { valid: false, error };
        }
      }
      async update(proof, { document, suite, documentLoader: documentLoader3, expansionMap }) {
        proof = await super.update(
          proof,
          { document, suite, documentLoader: documentLoader3, expansionMap }
        );
        proof.challenge = this.challenge;
        if (this.domain !== void 0) {
          proof.domain = this.domain;
        }
        return proof;
      }
    };
  }
});

// node_modules/jsonld-signatures/lib/purposes.js
var require_purposes = __commonJS({
  "node_modules/jsonld-signatures/lib/purposes.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2018 Digital Bazaar, Inc. All rights reserved.
     */
    var api = {};
    module.exports = api;
    api.purposes = {
      AssertionProofPurpose: require_AssertionProofPurpose(),
      AuthenticationProofPurpose: require_AuthenticationProofPurpose(),
      ControllerProofPurpose: require_ControllerProofPurpose(),
      ProofPurpose: require_ProofPurpose()
    };
  }
});

// node_modules/jsonld-signatures/lib/jsonld-signatures.js
var require_jsonld_signatures = __commonJS({
  "node_modules/jsonld-signatures/lib/jsonld-signatures.js"(exports, module) {
    "use strict";
    /*!
     * Copyright (c) 2010-2023 Digital Bazaar, Inc. All rights reserved.
     */
    var api = {};
    module.exports = api;
    var constants = require_constants2();
    Object.assign(api, constants);
    var ProofSet = require_ProofSet();
    var VerificationError = require_VerificationError();
    api.derive = async function derive2(document, {
      suite,
      purpose,
      documentLoader: documentLoader3,
      addSuiteContext = true
    } = {}) {
      if (typeof document !== "object") {
        throw new TypeError('The "document" parameter must be an object.');
      }
      suite.ensureSuiteContext({ document, addSuiteContext });
      try {
        return await new ProofSet().derive(
          document,
          { suite, purpose, documentLoader: documentLoader3 }
        );
      } catch (e) {
        if (!documentLoader3 && e.name === "jsonld.InvalidUrl") {
          const { details: { url } } = e;
          const err = new Error(
            `A URL "${url}" could not be fetched; you need to pass "documentLoader" or resolve the URL before calling "derive".`
          );
          err.cause = e;
          throw err;
        }
        throw e;
      }
    };
    api.sign = async function sign2(document, {
      suite,
      purpose,
      documentLoader: documentLoader3,
      expansionMap,
      addSuiteContext = true
    } = {}) {
      if (expansionMap) {
        throw new Error('"expansionMap" not supported.');
      }
      if (typeof document !== "object") {
        throw new TypeError('The "document" parameter must be an object.');
      }
      suite.ensureSuiteContext({ document, addSuiteContext });
      try {
        return await new ProofSet().add(document, { suite, purpose, documentLoader: documentLoader3 });
      } catch (e) {
        if (!documentLoader3 && e.name === "jsonld.InvalidUrl") {
          const { details: { url } } = e;
          const err = new Error(
            `A URL "${url}" could not be fetched; you need to pass "documentLoader" or resolve the URL before calling "sign".`
          );
          err.cause = e;
          throw err;
        }
        throw e;
      }
    };
    api.verify = async function verify2(document, {
      suite,
      purpose,
      documentLoader: documentLoader3,
      expansionMap
    } = {}) {
      if (expansionMap) {
        throw new Error('"expansionMap" not supported.');
      }
      if (typeof document !== "object") {
        throw new TypeError('The "document" parameter must be an object.');
      }
      const result = await new ProofSet().verify(
        document,
        { suite, purpose, documentLoader: documentLoader3 }
      );
      const { error } = result;
      if (error) {
        if (!documentLoader3 && error.name === "jsonld.InvalidUrl") {
          const { details: { url } } = error;
          const urlError = new Error(
            `A URL "${url}" could not be fetched; you need to pass "documentLoader" or resolve the URL before calling "verify".`
          );
          result.error = new VerificationError(urlError);
        } else {
          result.error = new VerificationError(error);
        }
      }
      return result;
    };
    api.suites = require_suites().suites;
    api.purposes = require_purposes().purposes;
    Object.assign(api, require_documentLoader());
  }
});

// node_modules/base64url/dist/pad-string.js
var require_pad_string = __commonJS({
  "node_modules/base64url/dist/pad-string.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function padString(input2) {
      var segmentLength = 4;
      var stringLength = input2.length;
      var diff = stringLength % segmentLength;
      if (!diff) {
        return input2;
      }
      var position = stringLength;
      var padLength = segmentLength - diff;
      var paddedStringLength = stringLength + padLength;
      var buffer = Buffer.alloc(paddedStringLength);
      buffer.write(input2);
      while (padLength--) {
        buffer.write("=", position++);
      }
      return buffer.toString();
    }
    exports.default = padString;
  }
});

// node_modules/base64url/dist/base64url.js
var require_base64url = __commonJS({
  "node_modules/base64url/dist/base64url.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var pad_string_1 = require_pad_string();
    function encode5(input2, encoding) {
      if (encoding === void 0) {
        encoding = "utf8";
      }
      if (Buffer.isBuffer(input2)) {
        return fromBase64(input2.toString("base64"));
      }
      return fromBase64(Buffer.from(input2, encoding).toString("base64"));
    }
    function decode5(base64url3, encoding) {
      if (encoding === void 0) {
        encoding = "utf8";
      }
      return Buffer.from(toBase64(base64url3), "base64").toString(encoding);
    }
    function toBase64(base64url3) {
      base64url3 = base64url3.toString();
      return pad_string_1.default(base64url3).replace(/\-/g, "+").replace(/_/g, "/");
    }
    function fromBase64(base64) {
      return base64.replace(/=/g, "").replace(/\+/g, "-").replace(/\//g, "_");
    }
    function toBuffer(base64url3) {
      return Buffer.from(toBase64(base64url3), "base64");
    }
    var base64url2 = encode5;
    base64url2.encode = encode5;
    base64url2.decode = decode5;
    base64url2.toBase64 = toBase64;
    base64url2.fromBase64 = fromBase64;
    base64url2.toBuffer = toBuffer;
    exports.default = base64url2;
  }
});

// node_modules/base64url/index.js
var require_base64url2 = __commonJS({
  "node_modules/base64url/index.js"(exports, module) {
    module.exports = require_base64url().default;
    module.exports.default = module.exports;
  }
});

// node_modules/@digitalbazaar/credentials-context/lib/undefined-terms-v2.js
/*!
 * Copyright (c) 2023-2024 Digital Bazaar, Inc. All rights reserved.
 */
var undefined_terms_v2_default = (
  /* context-url: https://www.w3.org/ns/credentials/undefined-terms/v2 */
  /* context-begin */
  {
    "@context": {
      "@vocab": "https://www.w3.org/ns/credentials/undefined-term#"
    }
  }
);

// node_modules/@digitalbazaar/credentials-context/lib/v1.js
/*!
 * Copyright (c) 2021-2024 Digital Bazaar, Inc. All rights reserved.
 */
var v1_default = (
  /* context-url: https://www.w3.org/2018/credentials/v1 */
  /* context-begin */
  {
    "@context": {
      "@version": 1.1,
      "@protected": true,
      "id": "@id",
      "type": "@type",
      "VerifiableCredential": {
        "@id": "https://www.w3.org/2018/credentials#VerifiableCredential",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "cred": "https://www.w3.org/2018/credentials#",
          "sec": "https://w3id.org/security#",
          "xsd": "http://www.w3.org/2001/XMLSchema#",
          "credentialSchema": {
            "@id": "cred:credentialSchema",
            "@type": "@id",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "cred": "https://www.w3.org/2018/credentials#",
              "JsonSchemaValidator2018": "cred:JsonSchemaValidator2018"
            }
          },
          "credentialStatus": { "@id": "cred:credentialStatus", "@type": "@id" },
          "credentialSubject": { "@id": "cred:credentialSubject", "@type": "@id" },
          "evidence": { "@id": "cred:evidence", "@type": "@id" },
          "expirationDate": { "@id": "cred:expirationDate", "@type": "xsd:dateTime" },
          "holder": { "@id": "cred:holder", "@type": "@id" },
          "issued": { "@id": "cred:issued", "@type": "xsd:dateTime" },
          "issuer": { "@id": "cred:issuer", "@type": "@id" },
          "issuanceDate": { "@id": "cred:issuanceDate", "@type": "xsd:dateTime" },
          "proof": { "@id": "sec:proof", "@type": "@id", "@container": "@graph" },
          "refreshService": {
            "@id": "cred:refreshService",
            "@type": "@id",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "cred": "https://www.w3.org/2018/credentials#",
              "ManualRefreshService2018": "cred:ManualRefreshService2018"
            }
          },
          "termsOfUse": { "@id": "cred:termsOfUse", "@type": "@id" },
          "validFrom": { "@id": "cred:validFrom", "@type": "xsd:dateTime" },
          "validUntil": { "@id": "cred:validUntil", "@type": "xsd:dateTime" }
        }
      },
      "VerifiablePresentation": {
        "@id": "https://www.w3.org/2018/credentials#VerifiablePresentation",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "cred": "https://www.w3.org/2018/credentials#",
          "sec": "https://w3id.org/security#",
          "holder": { "@id": "cred:holder", "@type": "@id" },
          "proof": { "@id": "sec:proof", "@type": "@id", "@container": "@graph" },
          "verifiableCredential": { "@id": "cred:verifiableCredential", "@type": "@id", "@container": "@graph" }
        }
      },
      "EcdsaSecp256k1Signature2019": {
        "@id": "https://w3id.org/security#EcdsaSecp256k1Signature2019",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "sec": "https://w3id.org/security#",
          "xsd": "http://www.w3.org/2001/XMLSchema#",
          "challenge": "sec:challenge",
          "created": { "@id": "http://purl.org/dc/terms/created", "@type": "xsd:dateTime" },
          "domain": "sec:domain",
          "expires": { "@id": "sec:expiration", "@type": "xsd:dateTime" },
          "jws": "sec:jws",
          "nonce": "sec:nonce",
          "proofPurpose": {
            "@id": "sec:proofPurpose",
            "@type": "@vocab",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "sec": "https://w3id.org/security#",
              "assertionMethod": { "@id": "sec:assertionMethod", "@type": "@id", "@container": "@set" },
              "authentication": { "@id": "sec:authenticationMethod", "@type": "@id", "@container": "@set" }
            }
          },
          "proofValue": "sec:proofValue",
          "verificationMethod": { "@id": "sec:verificationMethod", "@type": "@id" }
        }
      },
      "EcdsaSecp256r1Signature2019": {
        "@id": "https://w3id.org/security#EcdsaSecp256r1Signature2019",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "sec": "https://w3id.org/security#",
          "xsd": "http://www.w3.org/2001/XMLSchema#",
          "challenge": "sec:challenge",
          "created": { "@id": "http://purl.org/dc/terms/created", "@type": "xsd:dateTime" },
          "domain": "sec:domain",
          "expires": { "@id": "sec:expiration", "@type": "xsd:dateTime" },
          "jws": "sec:jws",
          "nonce": "sec:nonce",
          "proofPurpose": {
            "@id": "sec:proofPurpose",
            "@type": "@vocab",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "sec": "https://w3id.org/security#",
              "assertionMethod": { "@id": "sec:assertionMethod", "@type": "@id", "@container": "@set" },
              "authentication": { "@id": "sec:authenticationMethod", "@type": "@id", "@container": "@set" }
            }
          },
          "proofValue": "sec:proofValue",
          "verificationMethod": { "@id": "sec:verificationMethod", "@type": "@id" }
        }
      },
      "Ed25519Signature2018": {
        "@id": "https://w3id.org/security#Ed25519Signature2018",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "sec": "https://w3id.org/security#",
          "xsd": "http://www.w3.org/2001/XMLSchema#",
          "challenge": "sec:challenge",
          "created": { "@id": "http://purl.org/dc/terms/created", "@type": "xsd:dateTime" },
          "domain": "sec:domain",
          "expires": { "@id": "sec:expiration", "@type": "xsd:dateTime" },
          "jws": "sec:jws",
          "nonce": "sec:nonce",
          "proofPurpose": {
            "@id": "sec:proofPurpose",
            "@type": "@vocab",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "sec": "https://w3id.org/security#",
              "assertionMethod": { "@id": "sec:assertionMethod", "@type": "@id", "@container": "@set" },
              "authentication": { "@id": "sec:authenticationMethod", "@type": "@id", "@container": "@set" }
            }
          },
          "proofValue": "sec:proofValue",
          "verificationMethod": { "@id": "sec:verificationMethod", "@type": "@id" }
        }
      },
      "RsaSignature2018": {
        "@id": "https://w3id.org/security#RsaSignature2018",
        "@context": {
          "@version": 1.1,
          "@protected": true,
          "challenge": "sec:challenge",
          "created": { "@id": "http://purl.org/dc/terms/created", "@type": "xsd:dateTime" },
          "domain": "sec:domain",
          "expires": { "@id": "sec:expiration", "@type": "xsd:dateTime" },
          "jws": "sec:jws",
          "nonce": "sec:nonce",
          "proofPurpose": {
            "@id": "sec:proofPurpose",
            "@type": "@vocab",
            "@context": {
              "@version": 1.1,
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "sec": "https://w3id.org/security#",
              "assertionMethod": { "@id": "sec:assertionMethod", "@type": "@id", "@container": "@set" },
              "authentication": { "@id": "sec:authenticationMethod", "@type": "@id", "@container": "@set" }
            }
          },
          "proofValue": "sec:proofValue",
          "verificationMethod": { "@id": "sec:verificationMethod", "@type": "@id" }
        }
      },
      "proof": { "@id": "https://w3id.org/security#proof", "@type": "@id", "@container": "@graph" }
    }
  }
);

// node_modules/@digitalbazaar/credentials-context/lib/v2.js
/*!
 * Copyright (c) 2023-2024 Digital Bazaar, Inc. All rights reserved.
 */
var v2_default = (
  /* context-url: https://www.w3.org/ns/credentials/v2 */
  /* context-begin */
  {
    "@context": {
      "@protected": true,
      "id": "@id",
      "type": "@type",
      "description": "https://schema.org/description",
      "digestMultibase": {
        "@id": "https://w3id.org/security#digestMultibase",
        "@type": "https://w3id.org/security#multibase"
      },
      "digestSRI": {
        "@id": "https://www.w3.org/2018/credentials#digestSRI",
        "@type": "https://www.w3.org/2018/credentials#sriString"
      },
      "mediaType": {
        "@id": "https://schema.org/encodingFormat"
      },
      "name": "https://schema.org/name",
      "VerifiableCredential": {
        "@id": "https://www.w3.org/2018/credentials#VerifiableCredential",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "confidenceMethod": {
            "@id": "https://www.w3.org/2018/credentials#confidenceMethod",
            "@type": "@id"
          },
          "credentialSchema": {
            "@id": "https://www.w3.org/2018/credentials#credentialSchema",
            "@type": "@id"
          },
          "credentialStatus": {
            "@id": "https://www.w3.org/2018/credentials#credentialStatus",
            "@type": "@id"
          },
          "credentialSubject": {
            "@id": "https://www.w3.org/2018/credentials#credentialSubject",
            "@type": "@id"
          },
          "description": "https://schema.org/description",
          "evidence": {
            "@id": "https://www.w3.org/2018/credentials#evidence",
            "@type": "@id"
          },
          "issuer": {
            "@id": "https://www.w3.org/2018/credentials#issuer",
            "@type": "@id"
          },
          "name": "https://schema.org/name",
          "proof": {
            "@id": "https://w3id.org/security#proof",
            "@type": "@id",
            "@container": "@graph"
          },
          "refreshService": {
            "@id": "https://www.w3.org/2018/credentials#refreshService",
            "@type": "@id"
          },
          "relatedResource": {
            "@id": "https://www.w3.org/2018/credentials#relatedResource",
            "@type": "@id"
          },
          "renderMethod": {
            "@id": "https://www.w3.org/2018/credentials#renderMethod",
            "@type": "@id"
          },
          "termsOfUse": {
            "@id": "https://www.w3.org/2018/credentials#termsOfUse",
            "@type": "@id"
          },
          "validFrom": {
            "@id": "https://www.w3.org/2018/credentials#validFrom",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
          },
          "validUntil": {
            "@id": "https://www.w3.org/2018/credentials#validUntil",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
          }
        }
      },
      "EnvelopedVerifiableCredential": "https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential",
      "VerifiablePresentation": {
        "@id": "https://www.w3.org/2018/credentials#VerifiablePresentation",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "holder": {
            "@id": "https://www.w3.org/2018/credentials#holder",
            "@type": "@id"
          },
          "proof": {
            "@id": "https://w3id.org/security#proof",
            "@type": "@id",
            "@container": "@graph"
          },
          "termsOfUse": {
            "@id": "https://www.w3.org/2018/credentials#termsOfUse",
            "@type": "@id"
          },
          "verifiableCredential": {
            "@id": "https://www.w3.org/2018/credentials#verifiableCredential",
            "@type": "@id",
            "@container": "@graph",
            "@context": null
          }
        }
      },
      "EnvelopedVerifiablePresentation": "https://www.w3.org/2018/credentials#EnvelopedVerifiablePresentation",
      "JsonSchemaCredential": "https://www.w3.org/2018/credentials#JsonSchemaCredential",
      "JsonSchema": {
        "@id": "https://www.w3.org/2018/credentials#JsonSchema",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "jsonSchema": {
            "@id": "https://www.w3.org/2018/credentials#jsonSchema",
            "@type": "@json"
          }
        }
      },
      "BitstringStatusListCredential": "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential",
      "BitstringStatusList": {
        "@id": "https://www.w3.org/ns/credentials/status#BitstringStatusList",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "encodedList": {
            "@id": "https://www.w3.org/ns/credentials/status#encodedList",
            "@type": "https://w3id.org/security#multibase"
          },
          "statusPurpose": "https://www.w3.org/ns/credentials/status#statusPurpose",
          "ttl": "https://www.w3.org/ns/credentials/status#ttl"
        }
      },
      "BitstringStatusListEntry": {
        "@id": "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "statusListCredential": {
            "@id": "https://www.w3.org/ns/credentials/status#statusListCredential",
            "@type": "@id"
          },
          "statusListIndex": "https://www.w3.org/ns/credentials/status#statusListIndex",
          "statusPurpose": "https://www.w3.org/ns/credentials/status#statusPurpose",
          "statusMessage": {
            "@id": "https://www.w3.org/ns/credentials/status#statusMessage",
            "@context": {
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "message": "https://www.w3.org/ns/credentials/status#message",
              "status": "https://www.w3.org/ns/credentials/status#status"
            }
          },
          "statusReference": {
            "@id": "https://www.w3.org/ns/credentials/status#statusReference",
            "@type": "@id"
          },
          "statusSize": {
            "@id": "https://www.w3.org/ns/credentials/status#statusSize",
            "@type": "https://www.w3.org/2001/XMLSchema#integer"
          }
        }
      },
      "DataIntegrityProof": {
        "@id": "https://w3id.org/security#DataIntegrityProof",
        "@context": {
          "@protected": true,
          "id": "@id",
          "type": "@type",
          "challenge": "https://w3id.org/security#challenge",
          "created": {
            "@id": "http://purl.org/dc/terms/created",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
          },
          "cryptosuite": {
            "@id": "https://w3id.org/security#cryptosuite",
            "@type": "https://w3id.org/security#cryptosuiteString"
          },
          "domain": "https://w3id.org/security#domain",
          "expires": {
            "@id": "https://w3id.org/security#expiration",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime"
          },
          "nonce": "https://w3id.org/security#nonce",
          "previousProof": {
            "@id": "https://w3id.org/security#previousProof",
            "@type": "@id"
          },
          "proofPurpose": {
            "@id": "https://w3id.org/security#proofPurpose",
            "@type": "@vocab",
            "@context": {
              "@protected": true,
              "id": "@id",
              "type": "@type",
              "assertionMethod": {
                "@id": "https://w3id.org/security#assertionMethod",
                "@type": "@id",
                "@container": "@set"
              },
              "authentication": {
                "@id": "https://w3id.org/security#authenticationMethod",
                "@type": "@id",
                "@container": "@set"
              },
              "capabilityDelegation": {
                "@id": "https://w3id.org/security#capabilityDelegationMethod",
                "@type": "@id",
                "@container": "@set"
              },
              "capabilityInvocation": {
                "@id": "https://w3id.org/security#capabilityInvocationMethod",
                "@type": "@id",
                "@container": "@set"
              },
              "keyAgreement": {
                "@id": "https://w3id.org/security#keyAgreementMethod",
                "@type": "@id",
                "@container": "@set"
              }
            }
          },
          "proofValue": {
            "@id": "https://w3id.org/security#proofValue",
            "@type": "https://w3id.org/security#multibase"
          },
          "verificationMethod": {
            "@id": "https://w3id.org/security#verificationMethod",
            "@type": "@id"
          }
        }
      },
      "...": {
        "@id": "https://www.iana.org/assignments/jwt#..."
      },
      "_sd": {
        "@id": "https://www.iana.org/assignments/jwt#_sd",
        "@type": "@json"
      },
      "_sd_alg": {
        "@id": "https://www.iana.org/assignments/jwt#_sd_alg"
      },
      "aud": {
        "@id": "https://www.iana.org/assignments/jwt#aud",
        "@type": "@id"
      },
      "cnf": {
        "@id": "https://www.iana.org/assignments/jwt#cnf",
        "@context": {
          "@protected": true,
          "kid": {
            "@id": "https://www.iana.org/assignments/jwt#kid",
            "@type": "@id"
          },
          "jwk": {
            "@id": "https://www.iana.org/assignments/jwt#jwk",
            "@type": "@json"
          }
        }
      },
      "exp": {
        "@id": "https://www.iana.org/assignments/jwt#exp",
        "@type": "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"
      },
      "iat": {
        "@id": "https://www.iana.org/assignments/jwt#iat",
        "@type": "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"
      },
      "iss": {
        "@id": "https://www.iana.org/assignments/jose#iss",
        "@type": "@id"
      },
      "jku": {
        "@id": "https://www.iana.org/assignments/jose#jku",
        "@type": "@id"
      },
      "kid": {
        "@id": "https://www.iana.org/assignments/jose#kid",
        "@type": "@id"
      },
      "nbf": {
        "@id": "https://www.iana.org/assignments/jwt#nbf",
        "@type": "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"
      },
      "sub": {
        "@id": "https://www.iana.org/assignments/jose#sub",
        "@type": "@id"
      },
      "x5u": {
        "@id": "https://www.iana.org/assignments/jose#x5u",
        "@type": "@id"
      }
    }
  }
);

// node_modules/@digitalbazaar/credentials-context/lib/index.js
/*!
 * Copyright (c) 2021-2024 Digital Bazaar, Inc. All rights reserved.
 */
var contexts = /* @__PURE__ */ new Map();
var metadata = /* @__PURE__ */ new Map();
var named = /* @__PURE__ */ new Map();
function setExportsFromMetadata({
  contextsMap,
  metadataMap,
  namedMap,
  metadata: metadata2
}) {
  contextsMap.set(metadata2.id, metadata2.context);
  metadataMap.set(metadata2.id, metadata2);
  namedMap.set(metadata2.shortName, metadata2);
}
setExportsFromMetadata({
  contextsMap: contexts,
  metadataMap: metadata,
  namedMap: named,
  metadata: {
    id: "https://www.w3.org/ns/credentials/undefined-terms/v2",
    type: "ContextMetadata",
    shortName: "undefined-terms-v2",
    url: new URL("../contexts/undefined-terms-v2.jsonld", import.meta.url),
    context: undefined_terms_v2_default
  }
});
setExportsFromMetadata({
  contextsMap: contexts,
  metadataMap: metadata,
  namedMap: named,
  metadata: {
    id: "https://www.w3.org/2018/credentials/v1",
    type: "ContextMetadata",
    shortName: "v1",
    url: new URL("../contexts/v1.jsonld", import.meta.url),
    context: v1_default
  }
});
setExportsFromMetadata({
  contextsMap: contexts,
  metadataMap: metadata,
  namedMap: named,
  metadata: {
    id: "https://www.w3.org/ns/credentials/v2",
    type: "ContextMetadata",
    shortName: "v2",
    url: new URL("../contexts/v2.jsonld", import.meta.url),
    context: v2_default
  }
});

// node_modules/@digitalbazaar/vc/lib/helpers.js
/*!
 * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
 */
var dateRegex = new RegExp(
  "-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](.[0-9]+)?|(24:00:00(.0+)?))(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
);
var CREDENTIALS_CONTEXT_V1_URL = named.get("v1").id;
var CREDENTIALS_CONTEXT_V2_URL = named.get("v2").id;
var credentialsContextUrlToVersion = /* @__PURE__ */ new Map([
  [CREDENTIALS_CONTEXT_V1_URL, 1],
  [CREDENTIALS_CONTEXT_V2_URL, 2]
]);
function assertCredentialContext({ context }) {
  if (!credentialsContextUrlToVersion.has(context[0])) {
    throw new Error(
      `"${CREDENTIALS_CONTEXT_V1_URL}" or "${CREDENTIALS_CONTEXT_V2_URL}" needs to be first in the list of contexts.`
    );
  }
}
function assertDateString({ credential: credential2, prop }) {
  const value = credential2[prop];
  if (!dateRegex.test(value)) {
    throw new Error(`"${prop}" must be a valid date: ${value}`);
  }
}
function getContextVersion({ credential: credential2 } = {}) {
  const firstContext = credential2?.["@context"]?.[0];
  return credentialsContextUrlToVersion.get(firstContext);
}
function checkContextVersion({ credential: credential2, version }) {
  return getContextVersion({ credential: credential2 }) === version;
}
function compareTime({ t1, t2, maxClockSkew }) {
  if (Math.abs(t1 - t2) < maxClockSkew * 1e3) {
    return 0;
  }
  return t1 < t2 ? -1 : 1;
}

// node_modules/@digitalbazaar/vc/lib/contexts/index.js
/*!
 * Copyright (c) 2019-2024 Digital Bazaar, Inc. All rights reserved.
 */
var contexts2 = new Map([
  ...contexts
]);

// node_modules/@digitalbazaar/vc/lib/documentLoader.js
/*!
 * Copyright (c) 2019-2023 Digital Bazaar, Inc. All rights reserved.
 */
async function documentLoader(url) {
  const context = contexts2.get(url);
  if (context !== void 0) {
    return {
      contextUrl: null,
      documentUrl: url,
      document: context
    };
  }
  throw new Error(`Document loader unable to load URL "${url}".`);
}

// node_modules/@digitalbazaar/vc/lib/CredentialIssuancePurpose.js
var import_jsonld_signatures = __toESM(require_jsonld_signatures(), 1);
var import_jsonld = __toESM(require_lib2(), 1);
/*!
 * Copyright (c) 2019-2023 Digital Bazaar, Inc. All rights reserved.
 */
var { purposes: { AssertionProofPurpose } } = import_jsonld_signatures.default;
var CredentialIssuancePurpose = class extends AssertionProofPurpose {
  /**
   * @param {object} options - The options to use.
   * @param {object} [options.controller] - The description of the controller,
   *   if it is not to be dereferenced via a `documentLoader`.
   * @param {string|Date|number} [options.date] - The expected date for
   *   the creation of the proof.
   * @param {number} [options.maxTimestampDelta=Infinity] - A maximum number
   *   of seconds that the date on the signature can deviate from.
   */
  constructor({ controller, date, maxTimestampDelta } = {}) {
    super({ controller, date, maxTimestampDelta });
  }
  /**
   * Validates the purpose of a proof. This method is called during
   * proof verification, after the proof value has been checked against the
   * given verification method (in the case of a digital signature, the
   * signature has been cryptographically verified against the public key).
   *
   * @param {object} proof - The proof to validate.
   * @param {object} options - The options to use.
   * @param {object} options.document - The document whose signature is
   *   being verified.
   * @param {object} options.suite - Signature suite used in
   *   the proof.
   * @param {string} options.verificationMethod - Key id URL to the paired
   *   public key.
   * @param {object} [options.documentLoader] - A document loader.
   *
   * @throws {Error} If verification method not authorized by controller.
   * @throws {Error} If proof's created timestamp is out of range.
   *
   * @returns {Promise<{valid: boolean, error: Error}>} Resolves on completion.
   */
  async validate(proof, {
    document,
    suite,
    verificationMethod,
    documentLoader: documentLoader3
  }) {
    try {
      const result = await super.validate(proof, {
        document,
        suite,
        verificationMethod,
        documentLoader: documentLoader3
      });
      if (!result.valid) {
        throw result.error;
      }
      const issuer = import_jsonld.default.getValues(document, "issuer");
      if (!issuer || issuer.length === 0) {
        throw new Error("Credential issuer is required.");
      }
      const issuerId = typeof issuer[0] === "string" ? issuer[0] : issuer[0].id;
      if (result.controller.id !== issuerId) {
        throw new Error(
          "Credential issuer must match the verification method controller."
        );
      }
      return { valid: true };
    } catch (error) {
      return { valid: false, error };
    }
  }
};

// node_modules/@digitalbazaar/vc/lib/index.js
var import_jsonld_signatures2 = __toESM(require_jsonld_signatures(), 1);
var import_jsonld2 = __toESM(require_lib2(), 1);
/**
 * A JavaScript implementation of Verifiable Credentials.
 *
 * @author Dave Longley
 * @author David I. Lehn
 *
 * @license BSD 3-Clause License
 * Copyright (c) 2017-2025 Digital Bazaar, Inc.
 * All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * Redistributions of source code must retain the above copyright notice,
 * this list of conditions and the following disclaimer.
 *
 * Redistributions in binary form must reproduce the above copyright
 * notice, this list of conditions and the following disclaimer in the
 * documentation and/or other materials provided with the distribution.
 *
 * Neither the name of the Digital Bazaar, Inc. nor the names of its
 * contributors may be used to endorse or promote products derived from
 * this software without specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS
 * IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED
 * TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
 * PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
 * HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
 * SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED
 * TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR
 * PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF
 * LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
 * NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
 * SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
var { AssertionProofPurpose: AssertionProofPurpose2, AuthenticationProofPurpose } = import_jsonld_signatures2.default.purposes;
var defaultDocumentLoader = import_jsonld_signatures2.default.extendContextLoader(documentLoader);
async function verifyCredential(options = {}) {
  const { credential: credential2 } = options;
  try {
    if (!credential2) {
      throw new TypeError(
        'A "credential" property is required for verifying.'
      );
    }
    return await _verifyCredential(options);
  } catch (error) {
    return {
      verified: false,
      results: [{ credential: credential2, verified: false, error }],
      error
    };
  }
}
async function _verifyCredential(options = {}) {
  const { credential: credential2, checkStatus, now, maxClockSkew } = options;
  _checkCredential({ credential: credential2, now, maxClockSkew });
  if (credential2.credentialStatus && typeof options.checkStatus !== "function") {
    throw new TypeError(
      'A "checkStatus" function must be given to verify credentials with "credentialStatus".'
    );
  }
  const documentLoader3 = options.documentLoader || defaultDocumentLoader;
  const { controller } = options;
  const purpose = options.purpose || new CredentialIssuancePurpose({
    controller
  });
  const result = await import_jsonld_signatures2.default.verify(
    credential2,
    { ...options, purpose, documentLoader: documentLoader3 }
  );
  if (!result.verified) {
    return result;
  }
  if (credential2.credentialStatus) {
    result.statusResult = await checkStatus(options);
    if (!result.statusResult.verified) {
      result.verified = false;
    }
  }
  return result;
}
function _getId(obj) {
  if (typeof obj === "string") {
    return obj;
  }
  if (!("id" in obj)) {
    return;
  }
  return obj.id;
}
var mustHaveType = [
  "proof",
  "credentialStatus",
  "termsOfUse",
  "evidence"
];
function _checkCredential({
  credential: credential2,
  now = /* @__PURE__ */ new Date(),
  mode = "verify",
  maxClockSkew = 300
} = {}) {
  if (typeof now === "string") {
    now = new Date(now);
  }
  assertCredentialContext({ context: credential2["@context"] });
  if (!credential2.type) {
    throw new Error('"type" property is required.');
  }
  if (!import_jsonld2.default.getValues(credential2, "type").includes("VerifiableCredential")) {
    throw new Error('"type" must include `VerifiableCredential`.');
  }
  _checkCredentialSubjects({ credential: credential2 });
  if (!credential2.issuer) {
    throw new Error('"issuer" property is required.');
  }
  if (checkContextVersion({ credential: credential2, version: 1 })) {
    if (!credential2.issuanceDate) {
      throw new Error('"issuanceDate" property is required.');
    }
    assertDateString({ credential: credential2, prop: "issuanceDate" });
    if (import_jsonld2.default.getValues(credential2, "issuanceDate").length > 1) {
      throw new Error('"issuanceDate" property can only have one value.');
    }
    if ("expirationDate" in credential2) {
      assertDateString({ credential: credential2, prop: "expirationDate" });
      if (mode === "verify") {
        const expirationDate = new Date(credential2.expirationDate);
        if (compareTime({ t1: now, t2: expirationDate, maxClockSkew }) > 0) {
          throw new Error("Credential has expired.");
        }
      }
    }
    if (mode === "verify") {
      const issuanceDate = new Date(credential2.issuanceDate);
      if (compareTime({ t1: issuanceDate, t2: now, maxClockSkew }) > 0) {
        throw new Error(
          `The current date time (${now.toISOString()}) is before the "issuanceDate" (${credential2.issuanceDate}).`
        );
      }
    }
  }
  if (checkContextVersion({ credential: credential2, version: 2 })) {
    let { validUntil, validFrom } = credential2;
    if (validUntil) {
      assertDateString({ credential: credential2, prop: "validUntil" });
      if (mode === "verify") {
        validUntil = new Date(credential2.validUntil);
        if (compareTime({ t1: now, t2: validUntil, maxClockSkew }) > 0) {
          throw new Error(
            `The current date time (${now.toISOString()}) is after "validUntil" (${credential2.validUntil}).`
          );
        }
      }
    }
    if (validFrom) {
      assertDateString({ credential: credential2, prop: "validFrom" });
      if (mode === "verify") {
        validFrom = new Date(credential2.validFrom);
        if (compareTime({ t1: validFrom, t2: now, maxClockSkew }) > 0) {
          throw new Error(
            `The current date time (${now.toISOString()}) is before "validFrom" (${credential2.validFrom}).`
          );
        }
      }
    }
  }
  if (import_jsonld2.default.getValues(credential2, "issuer").length > 1) {
    throw new Error('"issuer" property can only have one value.');
  }
  if ("issuer" in credential2) {
    const issuer = _getId(credential2.issuer);
    if (!issuer) {
      throw new Error(`"issuer" id is required.`);
    }
    _validateUriId({ id: issuer, propertyName: "issuer" });
  }
  import_jsonld2.default.getValues(credential2, "credentialStatus").forEach((cs) => {
    if ("id" in cs) {
      _validateUriId({ id: cs.id, propertyName: "credentialStatus.id" });
    }
    if (!cs.type) {
      throw new Error('"credentialStatus" must include a type.');
    }
  });
  import_jsonld2.default.getValues(credential2, "evidence").forEach((evidence) => {
    const evidenceId = _getId(evidence);
    if (evidenceId) {
      _validateUriId({ id: evidenceId, propertyName: "evidence" });
    }
  });
  for (const prop of mustHaveType) {
    if (prop in credential2) {
      const _value = credential2[prop];
      if (Array.isArray(_value)) {
        _value.forEach((entry) => _checkTypedObject(entry, prop));
        continue;
      }
      _checkTypedObject(_value, prop);
    }
  }
}
function _checkTypedObject(obj, name2) {
  if (!isObject(obj)) {
    throw new Error(`property "${name2}" must be an object.`);
  }
  if (_emptyObject(obj)) {
    throw new Error(`property "${name2}" can not be an empty object.`);
  }
  if (!("type" in obj)) {
    throw new Error(`property "${name2}" must have property type.`);
  }
}
function _checkCredentialSubjects({ credential: credential2 }) {
  if (!credential2?.credentialSubject) {
    throw new Error('"credentialSubject" property is required.');
  }
  if (Array.isArray(credential2?.credentialSubject)) {
    return credential2?.credentialSubject.map(
      (subject) => _checkCredentialSubject({ subject })
    );
  }
  return _checkCredentialSubject({ subject: credential2?.credentialSubject });
}
function _checkCredentialSubject({ subject }) {
  if (isObject(subject) === false) {
    throw new Error('"credentialSubject" must be a non-null object.');
  }
  if (_emptyObject(subject)) {
    throw new Error('"credentialSubject" must make a claim.');
  }
  if (subject.id) {
    _validateUriId({
      id: subject.id,
      propertyName: "credentialSubject.id"
    });
  }
}
function isObject(obj) {
  if (obj === null) {
    return false;
  }
  if (typeof obj === "object") {
    return true;
  }
  return false;
}
function _emptyObject(obj) {
  if (!isObject(obj)) {
    return true;
  }
  return Object.keys(obj).length === 0;
}
function _validateUriId({ id, propertyName }) {
  let parsed;
  try {
    parsed = new URL(id);
  } catch (e) {
    const error = new TypeError(`"${propertyName}" must be a URI: "${id}".`);
    error.cause = e;
    throw error;
  }
  if (!parsed.protocol) {
    throw new TypeError(`"${propertyName}" must be a URI: "${id}".`);
  }
}

// node_modules/base58-universal/lib/baseN.js
var _reverseAlphabets = {};
function encode(input2, alphabet2, maxline) {
  if (!(input2 instanceof Uint8Array)) {
    throw new TypeError('"input" must be a Uint8Array.');
  }
  if (typeof alphabet2 !== "string") {
    throw new TypeError('"alphabet" must be a string.');
  }
  if (maxline !== void 0 && typeof maxline !== "number") {
    throw new TypeError('"maxline" must be a number.');
  }
  if (input2.length === 0) {
    return "";
  }
  let output = "";
  let i = 0;
  const base = alphabet2.length;
  const first = alphabet2.charAt(0);
  const digits = [0];
  for (i = 0; i < input2.length; ++i) {
    let carry = input2[i];
    for (let j = 0; j < digits.length; ++j) {
      carry += digits[j] << 8;
      digits[j] = carry % base;
      carry = carry / base | 0;
    }
    while (carry > 0) {
      digits.push(carry % base);
      carry = carry / base | 0;
    }
  }
  for (i = 0; input2[i] === 0 && i < input2.length - 1; ++i) {
    output += first;
  }
  for (i = digits.length - 1; i >= 0; --i) {
    output += alphabet2[digits[i]];
  }
  if (maxline) {
    const regex = new RegExp(".{1," + maxline + "}", "g");
    output = output.match(regex).join("\r\n");
  }
  return output;
}
function decode(input2, alphabet2) {
  if (typeof input2 !== "string") {
    throw new TypeError('"input" must be a string.');
  }
  if (typeof alphabet2 !== "string") {
    throw new TypeError('"alphabet" must be a string.');
  }
  if (input2.length === 0) {
    return new Uint8Array();
  }
  let table2 = _reverseAlphabets[alphabet2];
  if (!table2) {
    table2 = _reverseAlphabets[alphabet2] = [];
    for (let i = 0; i < alphabet2.length; ++i) {
      table2[alphabet2.charCodeAt(i)] = i;
    }
  }
  input2 = input2.replace(/\s/g, "");
  const base = alphabet2.length;
  const first = alphabet2.charAt(0);
  const bytes = [0];
  for (let i = 0; i < input2.length; i++) {
    const value = table2[input2.charCodeAt(i)];
    if (value === void 0) {
      return;
    }
    let carry = value;
    for (let j = 0; j < bytes.length; ++j) {
      carry += bytes[j] * base;
      bytes[j] = carry & 255;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push(carry & 255);
      carry >>= 8;
    }
  }
  for (let k = 0; input2[k] === first && k < input2.length - 1; ++k) {
    bytes.push(0);
  }
  return new Uint8Array(bytes.reverse());
}

// node_modules/base58-universal/lib/index.js
/*!
 * Copyright (c) 2019-2022 Digital Bazaar, Inc. All rights reserved.
 */
var alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
function encode2(input2, maxline) {
  return encode(input2, alphabet, maxline);
}
function decode2(input2) {
  return decode(input2, alphabet);
}

// node_modules/base64url-universal/lib/index.js
var import_base64url = __toESM(require_base64url2(), 1);
/*!
 * Copyright (c) 2018-2022 Digital Bazaar, Inc. All rights reserved.
 */
var encode3 = import_base64url.default.encode;
var decode3 = import_base64url.default.toBuffer;

// node_modules/@digitalbazaar/data-integrity/lib/util.js
/*!
 * Copyright (c) 2022-2023 Digital Bazaar, Inc. All rights reserved.
 */
var w3cDate = (date) => {
  if (date === void 0 || date === null) {
    date = /* @__PURE__ */ new Date();
  } else if (typeof date === "number" || typeof date === "string") {
    date = new Date(date);
  }
  const str = date.toISOString();
  return str.slice(0, -5) + "Z";
};
var timezoneOffset = new RegExp(
  "(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))$"
);
var XMLDateTimeRegExp = new RegExp(
  "-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](.[0-9]+)?|(24:00:00(.0+)?))(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
);
var isW3cDate = (timeStamp) => XMLDateTimeRegExp.test(timeStamp);
var concat = (b1, b2) => {
  const rval = new Uint8Array(b1.length + b2.length);
  rval.set(b1, 0);
  rval.set(b2, b1.length);
  return rval;
};

// node_modules/@digitalbazaar/data-integrity/lib/DataIntegrityProof.js
var import_jsonld_signatures3 = __toESM(require_jsonld_signatures(), 1);

// node_modules/@digitalbazaar/data-integrity/lib/sha256digest.js
import crypto2 from "node:crypto";
async function sha256digest({ string }) {
  return new Uint8Array(crypto2.createHash("sha256").update(string).digest());
}

// node_modules/@digitalbazaar/data-integrity/lib/DataIntegrityProof.js
/*!
 * Copyright (c) 2022-2024 Digital Bazaar, Inc. All rights reserved.
 */
var { suites: { LinkedDataProof } } = import_jsonld_signatures3.default;
var MULTIBASE_BASE58BTC_HEADER = "z";
var MULTIBASE_BASE64URL_HEADER = "u";
var DATA_INTEGRITY_CONTEXT_V2 = "https://w3id.org/security/data-integrity/v2";
var DATA_INTEGRITY_CONTEXT_V1 = "https://w3id.org/security/data-integrity/v1";
var PROOF_TYPE = "DataIntegrityProof";
var VC_2_0_CONTEXT = "https://www.w3.org/ns/credentials/v2";
var DataIntegrityProof = class extends LinkedDataProof {
  /**
   * The constructor for the DataIntegrityProof Class.
   *
   * @param {object} options - Options for the Class.
   * @param {object} [options.signer] - A signer for the suite.
   * @param {string|Date|number} [options.date] - A date to use for `created`.
   * @param {object} options.cryptosuite - A compliant cryptosuite.
   * @param {boolean} [options.legacyContext = false] - Toggles between
   *   the current DI context and a legacy DI context.
   */
  constructor({ signer, date, cryptosuite: cryptosuite2, legacyContext = false } = {}) {
    super({ type: PROOF_TYPE });
    const {
      canonize: canonize3,
      createVerifier: createVerifier3,
      name: name2,
      requiredAlgorithm: requiredAlgorithm2,
      derive: derive2,
      createProofValue,
      createVerifyData
    } = cryptosuite2;
    if (!(createVerifier3 && typeof createVerifier3 === "function")) {
      throw new TypeError(
        '"cryptosuite.createVerifier" must be a function.'
      );
    }
    if (derive2 && typeof derive2 !== "function") {
      throw new TypeError(
        '"cryptosuite.derive" must be a function.'
      );
    }
    if (createProofValue && typeof createProofValue !== "function") {
      throw new TypeError(
        '"cryptosuite.createProofValue" must be a function.'
      );
    }
    if (createVerifyData && typeof createVerifyData !== "function") {
      throw new TypeError(
        '"cryptosuite.createVerifyData" must be a function.'
      );
    }
    this.contextUrl = DATA_INTEGRITY_CONTEXT_V2;
    if (legacyContext) {
      this.contextUrl = DATA_INTEGRITY_CONTEXT_V1;
    }
    this.canonize = canonize3;
    this.createVerifier = createVerifier3;
    this.cryptosuite = name2;
    this._cryptosuite = cryptosuite2;
    this.requiredAlgorithm = requiredAlgorithm2;
    if (date) {
      this.date = new Date(date);
      if (isNaN(this.date)) {
        throw TypeError(`"date" "${date}" is not a valid date.`);
      }
    } else if (date === null) {
      this.date = null;
    }
    const vm = _processSignatureParams({ signer, requiredAlgorithm: requiredAlgorithm2 });
    this.verificationMethod = vm.verificationMethod;
    this.signer = vm.signer;
  }
  /**
   * Adds a signature (proofValue) field to the proof object. Called by
   * LinkedDataSignature.createProof().
   *
   * @param {object} options - The options to use.
   * @param {Uint8Array|object} options.verifyData - Data to be signed
   *   (extracted from document, according to the suite's spec).
   * @param {object} options.proof - Proof object (containing the proofPurpose,
   *   verificationMethod, etc).
   *
   * @returns {Promise<object>} Resolves with the proof containing the signature
   *   value.
   */
  async sign({ verifyData, proof }) {
    if (!(this.signer && typeof this.signer.sign === "function")) {
      throw new Error("A signer API has not been specified.");
    }
    const signatureBytes = await this.signer.sign({ data: verifyData });
    proof.proofValue = MULTIBASE_BASE58BTC_HEADER + encode2(signatureBytes);
    return proof;
  }
  /**
   * Verifies the proof signature against the given data.
   *
   * @param {object} options - The options to use.
   * @param {Uint8Array|object} options.verifyData - Verify data as produced
   *   from `createVerifyData`.
   * @param {object} options.verificationMethod - Key object.
   * @param {object} options.proof - The proof to be verified.
   *
   * @returns {Promise<boolean>} Resolves with the verification result.
   */
  async verifySignature({ verifyData, verificationMethod, proof }) {
    const verifier = await this.createVerifier({ verificationMethod });
    const isSupportedAlgorithm = Array.isArray(this.requiredAlgorithm) ? this.requiredAlgorithm.includes(verifier.algorithm) : this.requiredAlgorithm === verifier.algorithm;
    if (!isSupportedAlgorithm) {
      const supportedAlgorithms = Array.isArray(this.requiredAlgorithm) ? this.requiredAlgorithm.join(", ") : this.requiredAlgorithm;
      const messageSuffix = Array.isArray(this.requiredAlgorithm) ? `is not a supported algorithm for the cryptosuite. The supported algorithms are: "${supportedAlgorithms}".` : `does not match the required algorithm for the cryptosuite "${supportedAlgorithms}".`;
      const message2 = `The verifier's algorithm "${verifier.algorithm}" ${messageSuffix}`;
      throw new Error(message2);
    }
    const { proofValue } = proof;
    if (!(proofValue && typeof proofValue === "string")) {
      throw new TypeError(
        'The proof does not include a valid "proofValue" property.'
      );
    }
    const multibaseHeader = proofValue[0];
    let signature;
    if (multibaseHeader === MULTIBASE_BASE58BTC_HEADER) {
      signature = decode2(proofValue.slice(1));
    } else if (multibaseHeader === MULTIBASE_BASE64URL_HEADER) {
      signature = decode3(proofValue.slice(1));
    } else {
      throw new Error(
        "Only base58btc or base64url multibase encoding is supported."
      );
    }
    return verifier.verify({ data: verifyData, signature });
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.document - The document to create a proof for.
   * @param {object} options.purpose - The `ProofPurpose` instance to use.
   * @param {Array} options.proofSet - Any existing proof set.
   * @param {Function} options.documentLoader - The document loader to use.
   *
   * @returns {Promise<object>} Resolves with the created proof object.
   */
  async createProof({ document, purpose, proofSet, documentLoader: documentLoader3 }) {
    let proof;
    if (this.proof) {
      proof = { ...this.proof };
    } else {
      proof = {};
    }
    proof.type = this.type;
    let date = this.date;
    if (proof.created === void 0 && date === void 0) {
      date = /* @__PURE__ */ new Date();
    }
    if (date && typeof date !== "string") {
      date = w3cDate(date);
    }
    if (date) {
      proof.created = date;
    }
    proof.verificationMethod = this.verificationMethod;
    proof.cryptosuite = this.cryptosuite;
    proof = await this.updateProof({
      document,
      proof,
      purpose,
      proofSet,
      documentLoader: documentLoader3
    });
    proof = await purpose.update(
      proof,
      { document, suite: this, documentLoader: documentLoader3 }
    );
    let verifyData;
    if (this._cryptosuite.createVerifyData) {
      verifyData = await this._cryptosuite.createVerifyData({
        cryptosuite: this._cryptosuite,
        document,
        proof,
        proofSet,
        documentLoader: documentLoader3,
        dataIntegrityProof: this
      });
    } else {
      verifyData = await this.createVerifyData(
        { document, proof, proofSet, documentLoader: documentLoader3 }
      );
    }
    if (this._cryptosuite.createProofValue) {
      proof.proofValue = await this._cryptosuite.createProofValue({
        cryptosuite: this._cryptosuite,
        verifyData,
        document,
        proof,
        proofSet,
        documentLoader: documentLoader3,
        dataIntegrityProof: this
      });
    } else {
      proof = await this.sign(
        { verifyData, document, proof, proofSet, documentLoader: documentLoader3 }
      );
    }
    return proof;
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.document - The document to derive from.
   * @param {object} options.purpose - The `ProofPurpose` instance to use.
   * @param {Array} options.proofSet - Any existing proof set.
   * @param {Function} options.documentLoader - The document loader to use.
   *
   * @returns {Promise<object>} Resolves with the new document with a new
   *   `proof` field.
   */
  async derive({ document, purpose, proofSet, documentLoader: documentLoader3 }) {
    if (!this._cryptosuite.derive) {
      throw new Error('"cryptosuite.derive" not provided.');
    }
    return this._cryptosuite.derive({
      cryptosuite: this._cryptosuite,
      document,
      purpose,
      proofSet,
      documentLoader: documentLoader3,
      dataIntegrityProof: this
    });
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.proof - The proof to update.
   *
   * @returns {Promise<object>} Resolves with the created proof object.
   */
  async updateProof({ proof }) {
    return proof;
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.proof - The proof to verify.
   * @param {Array} options.proofSet - Any existing proof set.
   * @param {object} options.document - The document to create a proof for.
   * @param {Function} options.documentLoader - The document loader to use.
   *
   * @returns {Promise<{object}>} Resolves with the verification result.
   */
  async verifyProof({ proof, proofSet, document, documentLoader: documentLoader3 }) {
    try {
      const verificationMethod = await this.getVerificationMethod({
        proof,
        documentLoader: documentLoader3
      });
      let verifyData;
      if (this._cryptosuite.createVerifyData) {
        verifyData = await this._cryptosuite.createVerifyData({
          cryptosuite: this._cryptosuite,
          document,
          proof,
          proofSet,
          documentLoader: documentLoader3,
          dataIntegrityProof: this,
          verificationMethod
        });
      } else {
        verifyData = await this.createVerifyData({
          document,
          proof,
          proofSet,
          documentLoader: documentLoader3,
          verificationMethod
        });
      }
      const verified = await this.verifySignature({
        verifyData,
        verificationMethod,
        proof
      });
      if (!verified) {
        throw new Error("Invalid signature.");
      }
      if (proof.created !== void 0) {
        if (!isW3cDate(proof.created)) {
          throw new Error(
            `"proof.created" ("${proof.created}") must be an XSD dateTimeStamp.`
          );
        }
      }
      if (proof.expires !== void 0) {
        if (!isW3cDate(proof.expires)) {
          throw new Error(
            `"proof.expires" ("${proof.expires}") must be an XSD dateTimeStamp.`
          );
        }
      }
      return { verified: true, verificationMethod };
    } catch (error) {
      return { verified: false, error };
    }
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.document - The document to create verify data for.
   * @param {object} options.proof - The proof to create verify data for.
   * @param {Function} options.documentLoader - The document loader to use.
   *
   * @returns {Promise<Uint8Array|object>} Resolves to the verify data to
   *   be passed to `sign` or `verifySignature`.
   */
  async createVerifyData({ document, proof, documentLoader: documentLoader3 }) {
    let cachedDocHash;
    const { _hashCache } = this;
    if (_hashCache && _hashCache.document === document) {
      cachedDocHash = _hashCache.hash;
    } else {
      this._hashCache = {
        document,
        // canonize and hash document
        hash: cachedDocHash = this.canonize(document, { documentLoader: documentLoader3, base: null, safe: true }).then((c14nDocument) => sha256digest({ string: c14nDocument }))
      };
    }
    const [proofHash, docHash] = await Promise.all([
      // canonize and hash proof
      this.canonizeProof(proof, { document, documentLoader: documentLoader3 }).then((c14nProofOptions) => sha256digest({ string: c14nProofOptions })),
      cachedDocHash
    ]);
    return concat(proofHash, docHash);
  }
  /**
   * @param {object} options - The options to use.
   * @param {object} options.proof - The proof for which to get the
   *   verification method.
   * @param {Function} options.documentLoader - The document loader to use.
   *
   * @returns {object} - The verificationMethod.
   */
  async getVerificationMethod({ proof, documentLoader: documentLoader3 }) {
    let { verificationMethod } = proof;
    if (typeof verificationMethod === "object") {
      verificationMethod = verificationMethod.id;
    }
    if (!verificationMethod) {
      throw new Error('No "verificationMethod" found in proof.');
    }
    const result = await documentLoader3(verificationMethod);
    if (!result) {
      throw new Error(
        `Unable to load verification method "${verificationMethod}".`
      );
    }
    const { document } = result;
    verificationMethod = typeof document === "string" ? JSON.parse(document) : document;
    return verificationMethod;
  }
  async canonizeProof(proof, { documentLoader: documentLoader3, document }) {
    proof = {
      "@context": document["@context"],
      ...proof
    };
    this.ensureSuiteContext({ document: proof, addSuiteContext: true });
    delete proof.proofValue;
    return this.canonize(proof, {
      documentLoader: documentLoader3,
      safe: true,
      base: null,
      skipExpansion: false
    });
  }
  /**
   * Checks whether a given proof exists in the document.
   *
   * @param {object} options - The options to use.
   * @param {object} options.proof - The proof to match.
   *
   * @returns {Promise<boolean>} Whether a match for the proof was found.
   */
  async matchProof({
    proof
    /*, document, purpose, documentLoader, expansionMap */
  }) {
    const { type, cryptosuite: cryptosuite2 } = proof;
    return type === this.type && cryptosuite2 === this.cryptosuite;
  }
  /**
   * Ensures the document to be signed contains the required signature suite
   * specific `@context`, by either adding it (if `addSuiteContext` is true),
   * or throwing an error if it's missing.
   *
   * @param {object} options - Options hashmap.
   * @param {object} options.document - JSON-LD document to be signed.
   * @param {boolean} options.addSuiteContext - Add suite context?
   */
  ensureSuiteContext({ document, addSuiteContext }) {
    const { contextUrl } = this;
    if (_includesContext({ document, contextUrl }) || _includesContext({ document, contextUrl: VC_2_0_CONTEXT })) {
      return;
    }
    if (!addSuiteContext) {
      throw new TypeError(
        `The document to be signed must contain this suite's @context, "${contextUrl}".`
      );
    }
    const existingContext = document["@context"] || [];
    document["@context"] = Array.isArray(existingContext) ? [...existingContext, contextUrl] : [existingContext, contextUrl];
  }
};
function _includesContext({ document, contextUrl }) {
  const context = document["@context"];
  return context === contextUrl || Array.isArray(context) && context.includes(contextUrl);
}
function _processSignatureParams({ signer, requiredAlgorithm: requiredAlgorithm2 }) {
  const vm = {
    verificationMethod: void 0,
    signer: void 0
  };
  if (!signer) {
    return vm;
  }
  if (typeof signer.sign !== "function") {
    throw new TypeError("A signer API has not been specified.");
  }
  const isSupportedAlgorithm = Array.isArray(requiredAlgorithm2) ? requiredAlgorithm2.includes(signer.algorithm) : requiredAlgorithm2 === signer.algorithm;
  if (!isSupportedAlgorithm) {
    const supportedAlgorithms = Array.isArray(requiredAlgorithm2) ? requiredAlgorithm2.join(", ") : requiredAlgorithm2;
    const messageSuffix = Array.isArray(requiredAlgorithm2) ? `is not a supported algorithm for the cryptosuite. The supported algorithms are: "${supportedAlgorithms}".` : `does not match the required algorithm for the cryptosuite "${supportedAlgorithms}".`;
    const message2 = `The signer's algorithm "${signer.algorithm}" ${messageSuffix}`;
    throw new Error(message2);
  }
  vm.signer = signer;
  vm.verificationMethod = signer.id;
  return vm;
}

// node_modules/@digitalbazaar/data-integrity/lib/index.js
/*!
 * Copyright (c) 2022 Digital Bazaar, Inc. All rights reserved.
 */

// node_modules/@digitalbazaar/eddsa-rdfc-2022-cryptosuite/lib/canonize.js
var rdfCanonize = __toESM(require_rdf_canonize(), 1);
var import_jsonld3 = __toESM(require_lib2(), 1);
/*!
 * Copyright (c) 2023-2024 Digital Bazaar, Inc. All rights reserved.
 */
async function canonize2(input2, options) {
  options = {
    algorithm: "RDFC-1.0",
    format: "application/n-quads",
    base: null,
    safe: true,
    ...options
  };
  const opts = {
    rdfDirection: "i18n-datatype",
    ...options,
    produceGeneralizedRdf: false
  };
  delete opts.format;
  const dataset = await import_jsonld3.default.toRDF(input2, opts);
  return rdfCanonize.canonize(dataset, options);
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/validators.js
/*!
 * Copyright (c) 2022 Digital Bazaar, Inc. All rights reserved.
 */
function assertKeyBytes({ bytes, expectedLength = 32, code }) {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError('"bytes" must be a Uint8Array.');
  }
  if (bytes.length !== expectedLength) {
    const error = new Error(
      `"bytes" must be a ${expectedLength}-byte Uint8Array.`
    );
    error.name = "DataError";
    if (code) {
      error.code = code;
    }
    throw error;
  }
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/ed25519.js
import crypto3 from "node:crypto";
import { promisify } from "node:util";
/*!
 * Copyright (c) 2020-2022 Digital Bazaar, Inc. All rights reserved.
 */
var randomBytesAsync = promisify(crypto3.randomBytes);
var DER_PRIVATE_KEY_PREFIX = Buffer.from(
  "302e020100300506032b657004220420",
  "hex"
);
var DER_PUBLIC_KEY_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
async function sign(secretKeyBytes, data) {
  const secretKey = await crypto3.createPrivateKey({
    key: _secretKeyDerEncode({ secretKeyBytes }),
    format: "der",
    type: "pkcs8"
  });
  return crypto3.sign(null, data, secretKey);
}
async function verify(publicKeyBytes, data, signature) {
  const publicKey = await crypto3.createPublicKey({
    key: _publicKeyDerEncode({ publicKeyBytes }),
    format: "der",
    type: "spki"
  });
  return crypto3.verify(null, data, publicKey, signature);
}
function _secretKeyDerEncode({ secretKeyBytes, seedBytes }) {
  if (!(secretKeyBytes || seedBytes)) {
    throw new TypeError("`secretKeyBytes` or `seedBytes` is required.");
  }
  if (!secretKeyBytes) {
    assertKeyBytes({
      bytes: seedBytes,
      expectedLength: 32
    });
  }
  if (!seedBytes) {
    assertKeyBytes({
      bytes: secretKeyBytes,
      // allow 32 bytes or 64 bytes
      expectedLength: secretKeyBytes.length === 32 ? 32 : 64
    });
  }
  let p;
  if (seedBytes) {
    p = seedBytes;
  } else {
    p = secretKeyBytes.slice(0, 32);
  }
  return Buffer.concat([DER_PRIVATE_KEY_PREFIX, p]);
}
function _publicKeyDerEncode({ publicKeyBytes }) {
  assertKeyBytes({
    bytes: publicKeyBytes,
    expectedLength: 32,
    code: "invalidPublicKeyLength"
  });
  return Buffer.concat([DER_PUBLIC_KEY_PREFIX, publicKeyBytes]);
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/factory.js
/*!
 * Copyright (c) 2022 Digital Bazaar, Inc. All rights reserved.
 */
var ALGORITHM = "Ed25519";
function createSigner({ id, secretKey }) {
  if (!secretKey) {
    throw new Error("A secret key is not available for signing.");
  }
  return {
    algorithm: ALGORITHM,
    id,
    async sign({ data }) {
      return sign(secretKey, data);
    }
  };
}
function createVerifier({ id, publicKey }) {
  if (!publicKey) {
    throw new Error("A public key is not available for verifying.");
  }
  return {
    algorithm: ALGORITHM,
    id,
    async verify({ data, signature }) {
      return verify(publicKey, data, signature);
    }
  };
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/constants.js
/*!
 * Copyright (c) 2022-2024 Digital Bazaar, Inc. All rights reserved.
 */
var ED25519_SIGNATURE_2018_V1_URL = "https://w3id.org/security/suites/ed25519-2018/v1";
var ED25519_SIGNATURE_2020_V1_URL = "https://w3id.org/security/suites/ed25519-2020/v1";
var MULTIBASE_BASE58BTC_HEADER2 = "z";
var MULTICODEC_PUB_HEADER = new Uint8Array([237, 1]);
var MULTICODEC_PRIV_HEADER = new Uint8Array([128, 38]);
var MULTIKEY_CONTEXT_V1_URL = "https://w3id.org/security/multikey/v1";
var PUBLIC_KEY_SIZE = 32;
var SECRET_KEY_SIZE = 32;

// node_modules/@digitalbazaar/ed25519-multikey/lib/helpers.js
/*!
 * Copyright (c) 2020-2024 Digital Bazaar, Inc. All rights reserved.
 */
function mbEncodeKeyPair({ keyPair }) {
  const result = {};
  if (keyPair.publicKey) {
    result.publicKeyMultibase = _encodeMbKey(
      MULTICODEC_PUB_HEADER,
      keyPair.publicKey
    );
  }
  if (keyPair.secretKey) {
    result.secretKeyMultibase = _encodeMbKey(
      MULTICODEC_PRIV_HEADER,
      keyPair.secretKey
    );
  }
  return result;
}
function mbDecodeKeyPair({ publicKeyMultibase, secretKeyMultibase }) {
  if (!(publicKeyMultibase && typeof publicKeyMultibase === "string" && publicKeyMultibase[0] === "z")) {
    throw new Error(
      '"publicKeyMultibase" must be a multibase, base58-encoded string.'
    );
  }
  const publicKeyMulticodec = decode2(publicKeyMultibase.substr(1));
  const publicKey = publicKeyMulticodec.slice(MULTICODEC_PUB_HEADER.length);
  let secretKey;
  if (secretKeyMultibase) {
    if (!(typeof secretKeyMultibase === "string" && secretKeyMultibase[0] === "z")) {
      throw new Error(
        '"secretKeyMultibase" must be a multibase, base58-encoded string.'
      );
    }
    const secretKeyMulticodec = decode2(secretKeyMultibase.substr(1));
    secretKey = secretKeyMulticodec.slice(MULTICODEC_PRIV_HEADER.length);
  }
  return {
    publicKey,
    secretKey
  };
}
function _encodeMbKey(header, key) {
  const mbKey = new Uint8Array(header.length + key.length);
  mbKey.set(header);
  mbKey.set(key, header.length);
  return MULTIBASE_BASE58BTC_HEADER2 + encode2(mbKey);
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/serialize.js
/*!
 * Copyright (c) 2022-2024 Digital Bazaar, Inc. All rights reserved.
 */
var LEGACY_SECRET_KEY_SIZE = SECRET_KEY_SIZE + PUBLIC_KEY_SIZE;
async function exportKeyPair({
  keyPair,
  secretKey,
  publicKey,
  includeContext,
  canonicalize = false
} = {}) {
  if (!(publicKey || secretKey)) {
    throw new TypeError(
      'Export requires specifying either "publicKey" or "secretKey".'
    );
  }
  const useSecretKey = secretKey && !!keyPair.secretKey;
  const exported = {};
  if (includeContext) {
    exported["@context"] = MULTIKEY_CONTEXT_V1_URL;
  }
  exported.id = keyPair.id;
  exported.type = "Multikey";
  exported.controller = keyPair.controller;
  if (publicKey) {
    exported.publicKeyMultibase = rawToPublicKeyMultibase(keyPair);
  }
  if (useSecretKey) {
    exported.secretKeyMultibase = rawToSecretKeyMultibase({
      ...keyPair,
      canonicalize
    });
  }
  if (keyPair.revoked) {
    exported.revoked = keyPair.revoked;
  }
  return exported;
}
async function importKeyPair({
  id,
  controller,
  secretKeyMultibase,
  publicKeyMultibase,
  revoked
}) {
  if (!publicKeyMultibase) {
    throw new TypeError('The "publicKeyMultibase" property is required.');
  }
  const {
    publicKey,
    secretKey
  } = mbDecodeKeyPair({ publicKeyMultibase, secretKeyMultibase });
  if (controller && !id) {
    id = `${controller}#${publicKeyMultibase}`;
  }
  return {
    id,
    controller,
    publicKey,
    secretKey,
    publicKeyMultibase,
    secretKeyMultibase,
    revoked
  };
}
function jwkToPublicKeyBytes({ jwk: jwk2 } = {}) {
  const { kty, crv, x } = jwk2;
  if (kty !== "OKP") {
    throw new TypeError('"jwk.kty" must be "OKP".');
  }
  if (crv !== "Ed25519") {
    throw new TypeError('"jwk.crv" must be "Ed25519".');
  }
  if (typeof x !== "string") {
    throw new TypeError('"jwk.x" must be a string.');
  }
  const publicKey = decode3(jwk2.x);
  if (publicKey.length !== PUBLIC_KEY_SIZE) {
    throw new Error(
      `Invalid public key size (${publicKey.length}); expected ${PUBLIC_KEY_SIZE}.`
    );
  }
  return publicKey;
}
function jwkToPublicKeyMultibase({ jwk: jwk2 } = {}) {
  const publicKey = jwkToPublicKeyBytes({ jwk: jwk2 });
  const { publicKeyMultibase } = mbEncodeKeyPair({
    keyPair: { publicKey }
  });
  return publicKeyMultibase;
}
function jwkToSecretKeyBytes({ jwk: jwk2 } = {}) {
  const { kty, crv, d } = jwk2;
  if (kty !== "OKP") {
    throw new TypeError('"jwk.kty" must be "OKP".');
  }
  if (crv !== "Ed25519") {
    throw new TypeError('"jwk.crv" must be "Ed25519".');
  }
  if (typeof d !== "string") {
    throw new TypeError('"jwk.d" must be a string.');
  }
  const secretKey = Uint8Array.from(decode3(jwk2.d));
  if (secretKey.length !== SECRET_KEY_SIZE) {
    throw new Error(
      `Invalid secret key size (${secretKey.length}); expected ${SECRET_KEY_SIZE}.`
    );
  }
  return secretKey;
}
function jwkToSecretKeyMultibase({ jwk: jwk2 } = {}) {
  const secretKey = jwkToSecretKeyBytes({ jwk: jwk2 });
  const { secretKeyMultibase } = mbEncodeKeyPair({
    keyPair: { secretKey }
  });
  return secretKeyMultibase;
}
function rawToPublicKeyMultibase({ publicKey } = {}) {
  if (publicKey.length !== PUBLIC_KEY_SIZE) {
    throw new Error(
      `Invalid public key size (${publicKey.length}); expected ${PUBLIC_KEY_SIZE}.`
    );
  }
  const { publicKeyMultibase } = mbEncodeKeyPair({
    keyPair: { publicKey }
  });
  return publicKeyMultibase;
}
function rawToSecretKeyMultibase({
  secretKey,
  canonicalize = false
} = {}) {
  if (secretKey.length !== SECRET_KEY_SIZE) {
    if (secretKey.length !== LEGACY_SECRET_KEY_SIZE) {
      throw new Error(
        `Invalid secret key size (${secretKey.length}); expected ${SECRET_KEY_SIZE}.`
      );
    }
    if (canonicalize) {
      secretKey = secretKey.subarray(0, SECRET_KEY_SIZE);
    }
  }
  const { secretKeyMultibase } = mbEncodeKeyPair({
    keyPair: { secretKey }
  });
  return secretKeyMultibase;
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/keyPairTranslationMap.js
/*!
 * Copyright (c) 2022-2024 Digital Bazaar, Inc. All rights reserved.
 */
var keyPairTranslationMap = /* @__PURE__ */ new Map([
  ["Ed25519VerificationKey2020", {
    contextUrl: ED25519_SIGNATURE_2020_V1_URL,
    translationFn: _translateEd25519VerificationKey2020
  }],
  ["Ed25519VerificationKey2018", {
    contextUrl: ED25519_SIGNATURE_2018_V1_URL,
    translationFn: _translateEd25519VerificationKey2018
  }]
]);
async function _translateEd25519VerificationKey2020({ keyPair }) {
  return {
    ...keyPair,
    type: "Multikey",
    "@context": MULTIKEY_CONTEXT_V1_URL,
    secretKeyMultibase: keyPair.privateKeyMultibase
  };
}
async function _translateEd25519VerificationKey2018({ keyPair }) {
  const key = {
    publicKey: decode2(keyPair.publicKeyBase58),
    secretKey: void 0
  };
  if (keyPair.privateKeyBase58) {
    key.secretKey = decode2(keyPair.privateKeyBase58);
  }
  const { publicKeyMultibase, secretKeyMultibase } = mbEncodeKeyPair({
    keyPair: key
  });
  return {
    "@context": MULTIKEY_CONTEXT_V1_URL,
    id: keyPair.id,
    type: "Multikey",
    controller: keyPair.controller,
    revoked: keyPair.revoked,
    publicKeyMultibase,
    secretKeyMultibase
  };
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/keyPairTranslator.js
/*!
 * Copyright (c) 2022 Digital Bazaar, Inc. All rights reserved.
 */
async function toMultikey({ keyPair }) {
  const translationResult = keyPairTranslationMap.get(keyPair.type);
  if (!translationResult) {
    throw new Error(`Unsupported key type "${keyPair.type}".`);
  }
  const { contextUrl, translationFn } = translationResult;
  if (!keyPair["@context"]) {
    keyPair["@context"] = contextUrl;
  }
  if (!_includesContext2({ document: keyPair, contextUrl })) {
    throw new Error(`Context not supported "${keyPair["@context"]}".`);
  }
  return translationFn({ keyPair });
}
function _includesContext2({ document, contextUrl }) {
  const context = document["@context"];
  return context === contextUrl || Array.isArray(context) && context.includes(contextUrl);
}

// node_modules/@digitalbazaar/ed25519-multikey/lib/index.js
/*!
 * Copyright (c) 2020-2023 Digital Bazaar, Inc. All rights reserved.
 */
async function from(key) {
  let multikey = { ...key };
  if (multikey.type !== "Multikey") {
    if (multikey.publicKeyJwk) {
      let id;
      let controller;
      if (multikey.type === "JsonWebKey" || multikey.type === "JsonWebKey2020") {
        ({ id, controller } = multikey);
      }
      return fromJwk({
        jwk: multikey.publicKeyJwk,
        secretKey: false,
        id,
        controller
      });
    }
    if (multikey.type) {
      multikey = await toMultikey({ keyPair: multikey });
      return _createKeyPairInterface({ keyPair: multikey });
    }
  }
  if (!multikey.type) {
    multikey.type = "Multikey";
  }
  if (!multikey["@context"]) {
    multikey["@context"] = MULTIKEY_CONTEXT_V1_URL;
  }
  _assertMultikey(multikey);
  return _createKeyPairInterface({ keyPair: multikey });
}
async function fromJwk({ jwk: jwk2, secretKey = false, id, controller } = {}) {
  const multikey = {
    "@context": MULTIKEY_CONTEXT_V1_URL,
    type: "Multikey",
    publicKeyMultibase: jwkToPublicKeyMultibase({ jwk: jwk2 })
  };
  if (typeof id === "string") {
    multikey.id = id;
  }
  if (typeof controller === "string") {
    multikey.controller = controller;
  }
  if (secretKey && jwk2.d) {
    multikey.secretKeyMultibase = jwkToSecretKeyMultibase({ jwk: jwk2 });
  }
  return from(multikey);
}
async function _createKeyPairInterface({ keyPair }) {
  if (!keyPair.publicKey) {
    keyPair = await importKeyPair(keyPair);
  }
  keyPair = {
    ...keyPair,
    async export({
      publicKey = true,
      secretKey = false,
      includeContext = true,
      raw = false,
      canonicalize = false
    } = {}) {
      if (raw) {
        const { publicKey: publicKey2, secretKey: secretKey2 } = keyPair;
        const result = {};
        if (publicKey2) {
          result.publicKey = publicKey2.slice();
        }
        if (secretKey2) {
          if (canonicalize && secretKey2.length > SECRET_KEY_SIZE) {
            result.secretKey = secretKey2.subarray(0, SECRET_KEY_SIZE).slice();
          } else {
            result.secretKey = secretKey2;
          }
        }
        return result;
      }
      return exportKeyPair({
        keyPair,
        publicKey,
        secretKey,
        includeContext,
        canonicalize
      });
    },
    signer() {
      const { id, secretKey } = keyPair;
      return createSigner({ id, secretKey });
    },
    verifier() {
      const { id, publicKey } = keyPair;
      return createVerifier({ id, publicKey });
    }
  };
  return keyPair;
}
function _assertMultikey(key) {
  if (!(key && typeof key === "object")) {
    throw new TypeError('"key" must be an object.');
  }
  if (key.type !== "Multikey") {
    throw new Error('"key" must be a Multikey with type "Multikey".');
  }
  if (!(key["@context"] === MULTIKEY_CONTEXT_V1_URL || Array.isArray(key["@context"]) && key["@context"].includes(MULTIKEY_CONTEXT_V1_URL))) {
    throw new TypeError(
      `"key" must be a Multikey with context "${MULTIKEY_CONTEXT_V1_URL}".`
    );
  }
}

// node_modules/@digitalbazaar/eddsa-rdfc-2022-cryptosuite/lib/createVerifier.js
/*!
 * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
 */
async function createVerifier2({ verificationMethod }) {
  const key = await from(verificationMethod);
  const verifier = key.verifier();
  return verifier;
}

// node_modules/@digitalbazaar/eddsa-rdfc-2022-cryptosuite/lib/name.js
/*!
 * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
 */
var name = "eddsa-rdfc-2022";

// node_modules/@digitalbazaar/eddsa-rdfc-2022-cryptosuite/lib/requiredAlgorithm.js
/*!
 * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
 */
var requiredAlgorithm = "Ed25519";

// node_modules/@digitalbazaar/eddsa-rdfc-2022-cryptosuite/lib/index.js
/*!
 * Copyright (c) 2023 Digital Bazaar, Inc. All rights reserved.
*/
var cryptosuite = {
  canonize: canonize2,
  createVerifier: createVerifier2,
  name,
  requiredAlgorithm
};

// node_modules/jose/dist/webapi/lib/buffer_utils.js
var encoder = new TextEncoder();
var decoder = new TextDecoder();
var strictDecoder = new TextDecoder("utf-8", { fatal: true });
var UINT32_RANGE = 2 ** 32;
function concat2(...buffers) {
  const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
  let i = 0;
  for (const buffer of buffers)
    buf.set(buffer, i), i += buffer.length;
  return buf;
}
var NON_ASCII = /[^\x00-\x7f]/;
function encode4(string) {
  if (typeof string == "string" && string.length >= 128) {
    if (NON_ASCII.test(string))
      throw new TypeError("non-ASCII string encountered in encode()");
    return encoder.encode(string);
  }
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    if (code > 127)
      throw new TypeError("non-ASCII string encountered in encode()");
    bytes[i] = code;
  }
  return bytes;
}
function decodeBase64(encoded, url = false) {
  if (Uint8Array.fromBase64)
    return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
  if (url) {
    if (encoded.includes("+") || encoded.includes("/"))
      throw new TypeError("Invalid base64url");
    encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
  }
  const binary = atob(encoded), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++)
    bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
  static code = "ERR_JOSE_GENERIC";
  code = "ERR_JOSE_GENERIC";
  constructor(message2, options) {
    super(message2, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
  }
};
var JOSEAlgNotAllowed = class extends JOSEError {
  static code = "ERR_JOSE_ALG_NOT_ALLOWED";
  code = "ERR_JOSE_ALG_NOT_ALLOWED";
};
var JOSENotSupported = class extends JOSEError {
  static code = "ERR_JOSE_NOT_SUPPORTED";
  code = "ERR_JOSE_NOT_SUPPORTED";
};
var JWSInvalid = class extends JOSEError {
  static code = "ERR_JWS_INVALID";
  code = "ERR_JWS_INVALID";
};
var JWSSignatureVerificationFailed = class extends JOSEError {
  static code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  constructor(message2 = "signature verification failed", options) {
    super(message2, options);
  }
};

// node_modules/jose/dist/webapi/util/base64url.js
var invalid = "The input to be decoded is not correctly encoded.";
function decode4(input2) {
  try {
    return decodeBase64(typeof input2 == "string" ? input2 : decoder.decode(input2), true);
  } catch (cause) {
    throw new TypeError(invalid, { cause });
  }
}

// node_modules/jose/dist/webapi/lib/validate.js
function isObject2(input2) {
  if (typeof input2 != "object" || input2 === null || Object.prototype.toString.call(input2) !== "[object Object]")
    return false;
  const prototype = Object.getPrototypeOf(input2);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isDisjoint(...headers) {
  const parameters = /* @__PURE__ */ new Set();
  for (const header of headers)
    if (header)
      for (const parameter of Object.keys(header)) {
        if (parameters.has(parameter))
          return false;
        parameters.add(parameter);
      }
  return true;
}
function decodeBase64url(value, label, ErrorClass) {
  try {
    return decode4(value);
  } catch (cause) {
    throw new ErrorClass(`Failed to base64url decode the ${label}`, { cause });
  }
}
function encodeAsciiMember(value, label, ErrorClass) {
  try {
    return encode4(value);
  } catch (cause) {
    throw new ErrorClass(`The ${label} is not a valid base64url string`, { cause });
  }
}
function parseJoseHeader(encodedProtectedHeader, ErrorClass, message2) {
  let parsed;
  try {
    parsed = JSON.parse(strictDecoder.decode(decode4(encodedProtectedHeader)));
  } catch (cause) {
    throw new ErrorClass(message2, { cause });
  }
  if (!isObject2(parsed))
    throw new ErrorClass(message2);
  return parsed;
}
var JWS_RECOGNIZED = { __proto__: null, b64: true };
function validateAlgorithms(option, algorithms) {
  if (algorithms !== void 0 && (!Array.isArray(algorithms) || algorithms.some((s) => typeof s != "string")))
    throw new TypeError(`"${option}" option must be an array of strings`);
  return algorithms === void 0 ? void 0 : new Set(algorithms);
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
  if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0)
    throw new Err('"crit" (Critical) Header Parameter MUST be integrity protected');
  if (!protectedHeader || protectedHeader.crit === void 0)
    return [];
  if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input2) => typeof input2 != "string" || input2.length === 0))
    throw new Err('"crit" (Critical) Header Parameter MUST be an array of non-empty strings when present');
  const recognized = recognizedOption === void 0 ? recognizedDefault : { __proto__: null, ...recognizedOption, ...recognizedDefault };
  for (const parameter of protectedHeader.crit) {
    if (!(parameter in recognized))
      throw new JOSENotSupported(`Extension Header Parameter "${parameter}" is not recognized`);
    if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0)
      throw new Err(`Extension Header Parameter "${parameter}" is missing`);
    if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0))
      throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
  }
  return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
  if (extensions.includes("b64")) {
    const b64 = protectedHeader.b64;
    if (typeof b64 != "boolean")
      throw new JWSInvalid('The "b64" (base64url-encode payload) Header Parameter must be a boolean');
    return b64;
  }
  return true;
}

// node_modules/jose/dist/webapi/lib/key.js
var tag = (key) => key[Symbol.toStringTag];
var jwkMatchesOp = (entry, key, usage) => {
  const { alg } = entry;
  if (key.use !== void 0) {
    const expected = usage === "sign" || usage === "verify" ? "sig" : "enc";
    if (key.use !== expected)
      throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
  }
  if (key.alg !== void 0 && key.alg !== alg)
    throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
  if (Array.isArray(key.key_ops)) {
    const expectedKeyOp = usage === "encrypt" || usage === "decrypt" ? entry.ops?.[usage === "encrypt" ? 0 : 1] : usage;
    if (expectedKeyOp && !key.key_ops.includes(expectedKeyOp))
      throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
  }
};
async function prepareKey(entry, key, usage) {
  const { alg, secret } = entry, requiresPrivateKey = usage === "decrypt" || usage === "sign";
  if (secret && key instanceof Uint8Array)
    return key;
  let normalized, keyObject;
  if (isObject2(key)) {
    if (normalized = normalizeJwk(key), typeof normalized.kty != "string")
      throw invalidKeyType(alg, key, secret);
    if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (requiresPrivateKey ? normalized.kty === "AKP" && typeof normalized.priv == "string" || typeof normalized.d == "string" : normalized.d === void 0 && normalized.priv === void 0)))
      throw new TypeError(secret ? 'JSON Web Key for symmetric algorithms must have JWK "kty" (Key Type) equal to "oct" and the JWK "k" (Key Value) present' : `JSON Web Key for this operation must be a ${requiresPrivateKey ? "private" : "public"} JWK`);
    if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct")
      return decode4(normalized.k);
    if (!Object.isFrozen(key)) {
      const { key_ops } = key;
      Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
    }
  } else {
    if (!isKeyLike(key))
      throw invalidKeyType(alg, key, secret);
    const expectedType = secret ? "secret" : requiresPrivateKey ? "private" : "public";
    if (key.type !== expectedType && (secret || ["secret", "public", "private"].includes(key.type)))
      throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
    if (isCryptoKey(key))
      return key;
    if (keyObject = key, keyObject.type === "secret")
      return keyObject.export();
  }
  cache ||= /* @__PURE__ */ new WeakMap();
  const cacheKey = key;
  let cached = cache.get(cacheKey);
  if (cached?.[alg])
    return cached[alg];
  if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
    const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({ crv, asymmetricKeyType: keyObject.asymmetricKeyType }) ?? entry.subtle;
    return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
  }
  return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
var cache;
var nist = {
  __proto__: null,
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521"
};
var isCryptoKey = (key) => {
  if (key?.[Symbol.toStringTag] === "CryptoKey")
    return true;
  try {
    return key instanceof CryptoKey;
  } catch {
    return false;
  }
};
var isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject";
var isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
  if (types.length > 2) {
    const last = types.pop();
    msg += `one of type ${types.join(", ")}, or ${last}.`;
  } else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
  return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
function invalidKeyType(alg, actual, secret) {
  const types = ["CryptoKey", "KeyObject", "JSON Web Key"];
  return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
var unusable = (name2, prop = "algorithm.name") => new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name2}`);
function checkUsage(key, usage) {
  if (usage && !key.usages.includes(usage))
    throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
  const { modulusLength } = key.algorithm;
  if (typeof modulusLength != "number" || modulusLength < 2048)
    throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
  const algorithm = key.algorithm;
  if (algorithm.name !== expected.name)
    throw unusable(expected.name);
  if (expected.hash && algorithm.hash?.name !== expected.hash)
    throw unusable(expected.hash, "algorithm.hash");
  if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve)
    throw unusable(expected.namedCurve, "algorithm.namedCurve");
  if (expected.length !== void 0 && algorithm.length !== expected.length)
    throw unusable(expected.length, "algorithm.length");
  checkUsage(key, usage);
}
function snapshotJwk(jwk2) {
  return { __proto__: null, ...jwk2 };
}
function normalizeJwk(jwk2) {
  const normalized = snapshotJwk(jwk2);
  if (normalized.ext !== void 0 && typeof normalized.ext != "boolean")
    throw new TypeError('"ext" (Extractable) Parameter must be a boolean');
  if (normalized.key_ops !== void 0) {
    const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
    if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length)
      throw new TypeError('"key_ops" (Key Operations) Parameter must be an array of unique strings');
    normalized.key_ops = keyOps;
  }
  return normalized;
}
function validateExtractableOption(extractable) {
  if (extractable !== void 0 && typeof extractable != "boolean")
    throw new TypeError('"extractable" option must be a boolean');
  return extractable;
}
async function jwkToKey(entry, jwk2, extractable) {
  if (!entry.kty.includes(jwk2.kty))
    throw new JOSENotSupported('Invalid or unsupported JWK "alg" (Algorithm) Parameter value');
  const algorithm = entry.resolve?.({ kty: jwk2.kty, crv: jwk2.crv }) ?? entry.subtle, isPrivate = !!(jwk2.d || jwk2.priv), keyData = { ...jwk2, ext: extractable ?? jwk2.ext };
  return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk2.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = false) {
  return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}

// node_modules/jose/dist/webapi/lib/key_descriptor.js
function table(entries) {
  const out = { __proto__: null };
  for (const alg in entries)
    out[alg] = { ...entries[alg], alg };
  return out;
}

// node_modules/jose/dist/webapi/lib/jwe_algorithms.js
var wrap = [
  ["encrypt", "wrapKey"],
  ["decrypt", "unwrapKey"]
];
var derive = [[], ["deriveBits"]];
var none = [[], []];
function rsaes(bits) {
  return {
    kty: ["RSA"],
    mode: "key-encryption",
    subtle: { name: "RSA-OAEP", hash: `SHA-${bits}` },
    usages: wrap,
    ops: ["wrapKey", "unwrapKey"]
  };
}
function ecdh(mode) {
  return {
    kty: ["EC", "OKP"],
    mode,
    subtle: { name: "ECDH" },
    resolve: ({ kty, crv, asymmetricKeyType }) => {
      if (crv === "X25519" || asymmetricKeyType === "x25519")
        return { name: "X25519" };
      if (kty === "OKP")
        throw new JOSENotSupported('Invalid or unsupported JWK "alg" (Algorithm) Parameter value');
      return { name: "ECDH", namedCurve: crv };
    },
    usages: derive,
    ops: [void 0, "deriveBits"]
  };
}
function aeskw(bits, gcm = false) {
  return {
    kty: ["oct"],
    mode: "key-wrapping",
    secret: true,
    subtle: { name: gcm ? "AES-GCM" : "AES-KW", length: bits },
    usages: none,
    ops: gcm ? ["encrypt", "decrypt"] : ["wrapKey", "unwrapKey"]
  };
}
function pbes2() {
  return {
    kty: ["oct"],
    mode: "key-wrapping",
    secret: true,
    subtle: { name: "PBKDF2" },
    usages: none,
    ops: ["deriveBits", "deriveBits"]
  };
}
var JWE = table({
  dir: {
    kty: ["oct"],
    mode: "direct-encryption",
    secret: true,
    subtle: { name: "AES-GCM" },
    usages: none,
    ops: ["encrypt", "decrypt"]
  },
  "RSA-OAEP": rsaes(1),
  "RSA-OAEP-256": rsaes(256),
  "RSA-OAEP-384": rsaes(384),
  "RSA-OAEP-512": rsaes(512),
  "ECDH-ES": ecdh("direct-key-agreement"),
  "ECDH-ES+A128KW": ecdh("key-agreement-with-key-wrapping"),
  "ECDH-ES+A192KW": ecdh("key-agreement-with-key-wrapping"),
  "ECDH-ES+A256KW": ecdh("key-agreement-with-key-wrapping"),
  A128KW: aeskw(128),
  A192KW: aeskw(192),
  A256KW: aeskw(256),
  A128GCMKW: aeskw(128, true),
  A192GCMKW: aeskw(192, true),
  A256GCMKW: aeskw(256, true),
  "PBES2-HS256+A128KW": pbes2(),
  "PBES2-HS384+A192KW": pbes2(),
  "PBES2-HS512+A256KW": pbes2()
});
var contentOps = ["encrypt", "decrypt"];
function contentEncryption(bits, cbc = false) {
  return {
    kty: ["oct"],
    secret: true,
    subtle: { name: cbc ? "AES-CBC" : "AES-GCM", length: bits },
    usages: none,
    ops: contentOps,
    cekBits: bits,
    ivBits: cbc ? 128 : 96,
    cbc
  };
}
var ENC = table({
  A128GCM: contentEncryption(128),
  A192GCM: contentEncryption(192),
  A256GCM: contentEncryption(256),
  "A128CBC-HS256": contentEncryption(256, true),
  "A192CBC-HS384": contentEncryption(384, true),
  "A256CBC-HS512": contentEncryption(512, true)
});

// node_modules/jose/dist/webapi/lib/jws_algorithms.js
var sig = [["verify"], ["sign"]];
function hmac(bits) {
  const subtle = { name: "HMAC", hash: `SHA-${bits}` };
  return { kty: ["oct"], secret: true, subtle, signing: subtle, usages: sig };
}
function rsa(bits, saltLength) {
  const subtle = { name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", hash: `SHA-${bits}` };
  return {
    kty: ["RSA"],
    subtle,
    signing: saltLength ? { ...subtle, saltLength } : subtle,
    usages: sig,
    minRsaBits: 2048
  };
}
function ecdsa(crv, bits) {
  return {
    kty: ["EC"],
    crv,
    subtle: { name: "ECDSA", namedCurve: crv },
    signing: { name: "ECDSA", hash: `SHA-${bits}` },
    usages: sig
  };
}
function eddsa() {
  const subtle = { name: "Ed25519" };
  return {
    kty: ["OKP"],
    crv: "Ed25519",
    subtle,
    signing: subtle,
    usages: sig
  };
}
function mldsa(parameterSet) {
  const subtle = { name: `ML-DSA-${parameterSet}` };
  return {
    kty: ["AKP"],
    subtle,
    signing: subtle,
    usages: sig
  };
}
var JWS = table({
  HS256: hmac(256),
  HS384: hmac(384),
  HS512: hmac(512),
  RS256: rsa(256),
  RS384: rsa(384),
  RS512: rsa(512),
  PS256: rsa(256, 32),
  PS384: rsa(384, 48),
  PS512: rsa(512, 64),
  ES256: ecdsa("P-256", 256),
  ES384: ecdsa("P-384", 384),
  ES512: ecdsa("P-521", 512),
  EdDSA: eddsa(),
  Ed25519: eddsa(),
  "ML-DSA-44": mldsa(44),
  "ML-DSA-65": mldsa(65),
  "ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
  const entry = typeof alg == "string" ? JWS[alg] : void 0;
  if (!entry)
    throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
  return entry;
}

// node_modules/jose/dist/webapi/lib/jws_verify.js
function prepareVerify(options) {
  return [options && validateAlgorithms("algorithms", options.algorithms), options?.crit];
}
function parseProtectedHeader(encodedProtectedHeader) {
  return encodedProtectedHeader === void 0 ? {} : parseJoseHeader(encodedProtectedHeader, JWSInvalid, "JWS Protected Header is invalid");
}
function encodeCompactUnencodedPayload(payload) {
  try {
    return encode4(payload);
  } catch (cause) {
    throw new JWSInvalid("JWS Compact Serialization payload must use only ASCII characters", {
      cause
    });
  }
}
async function verifySignature(jws, shared, key, encodeUnencodedPayload, parsedProtected) {
  const { protected: encodedProtectedHeader, header, payload: inputPayload } = jws, protectedHeader = parsedProtected ?? parseProtectedHeader(encodedProtectedHeader);
  if (!isDisjoint(protectedHeader, header))
    throw new JWSInvalid("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
  const joseHeader = { ...protectedHeader, ...header }, b64 = validateB64(protectedHeader, validateCrit(JWSInvalid, JWS_RECOGNIZED, shared[1], protectedHeader, joseHeader)), { alg } = joseHeader;
  if (typeof alg != "string" || !alg)
    throw new JWSInvalid('JWS "alg" (Algorithm) Header Parameter missing or invalid');
  if (shared[0] && !shared[0].has(alg))
    throw new JOSEAlgNotAllowed('"alg" (Algorithm) Header Parameter value not allowed');
  if (b64) {
    if (typeof inputPayload != "string")
      throw new JWSInvalid("JWS Payload must be a string");
  } else if (typeof inputPayload != "string" && !(inputPayload instanceof Uint8Array))
    throw new JWSInvalid("JWS Payload must be a string or an Uint8Array instance");
  const signingPayload = b64 || typeof inputPayload != "string" ? inputPayload : encodeUnencodedPayload(inputPayload);
  let resolvedKey = false;
  typeof key == "function" && (key = await key(protectedHeader, jws), resolvedKey = true);
  const entry = jwsAlgorithm(alg), signingInput = concat2(encodedProtectedHeader !== void 0 ? encode4(encodedProtectedHeader) : new Uint8Array(), encode4("."), typeof signingPayload == "string" ? shared[2] ??= encodeAsciiMember(signingPayload, "payload", JWSInvalid) : signingPayload), signature = decodeBase64url(jws.signature, "signature", JWSInvalid), verificationKey = await prepareKey(entry, key, "verify"), cryptoKey = await rawKey(verificationKey, entry.subtle, "verify");
  entry.minRsaBits && checkModulusLength(entry.alg, cryptoKey);
  let verified = false;
  try {
    verified = await crypto.subtle.verify(entry.signing, cryptoKey, signature, signingInput);
  } catch (cause) {
    throw new JWSSignatureVerificationFailed(void 0, { cause });
  }
  if (!verified)
    throw new JWSSignatureVerificationFailed();
  const result = { payload: typeof signingPayload == "string" ? decodeBase64url(signingPayload, "payload", JWSInvalid) : signingPayload };
  return encodedProtectedHeader !== void 0 && (result.protectedHeader = protectedHeader), header !== void 0 && (result.unprotectedHeader = header), resolvedKey ? [{ ...result, key: verificationKey }, b64] : [result, b64];
}
async function verifyCompact(jws, shared, key) {
  if (jws instanceof Uint8Array && (jws = decoder.decode(jws)), typeof jws != "string")
    throw new JWSInvalid("Compact JWS must be a string or Uint8Array");
  const { 0: protectedHeader, 1: payload, 2: signature, length } = jws.split(".");
  if (length !== 3)
    throw new JWSInvalid("Invalid Compact JWS");
  return verifySignature({ payload, protected: protectedHeader, signature }, shared, key, encodeCompactUnencodedPayload);
}

// node_modules/jose/dist/webapi/jws/compact/verify.js
async function compactVerify(jws, key, options) {
  const [result] = await verifyCompact(jws, prepareVerify(options), key);
  return result;
}

// node_modules/jose/dist/webapi/lib/key_algorithm.js
function unsupportedAlg(source = 'JWK "alg" (Algorithm) Parameter') {
  throw new JOSENotSupported(`Invalid or unsupported ${source} value`);
}
function keyAlgorithm(alg, source) {
  return (typeof alg == "string" ? JWS[alg] ?? JWE[alg] : void 0) ?? unsupportedAlg(source);
}

// node_modules/jose/dist/webapi/key/import.js
async function importJWK(jwk2, alg, options) {
  if (!isObject2(jwk2))
    throw new TypeError("JWK must be an object");
  const normalized = normalizeJwk(jwk2), extractable = validateExtractableOption(options?.extractable), { alg: jwkAlg } = normalized;
  if (alg ??= jwkAlg, normalized.kty !== "oct" && !alg)
    throw new TypeError('"alg" argument is required when "jwk.alg" is not present');
  switch (normalized.kty) {
    case "oct":
      if (typeof normalized.k != "string")
        throw new TypeError('missing "k" (Key Value) Parameter value');
      return decode4(normalized.k);
    case "AKP": {
      if (typeof jwkAlg != "string" || !jwkAlg)
        throw new TypeError('missing "alg" (Algorithm) Parameter value');
      if (alg !== jwkAlg)
        throw new TypeError("JWK alg and alg option value mismatch");
      return jwkToKey(keyAlgorithm(alg), normalized, extractable);
    }
    case "RSA":
    case "EC":
    case "OKP":
      return jwkToKey(keyAlgorithm(alg), normalized, extractable);
    default:
      throw new JOSENotSupported('Unsupported "kty" (Key Type) Parameter value');
  }
}

// source.mjs
var input = "";
for await (const chunk of process.stdin) {
  input += chunk;
}
var { credential, documents = {}, token, jwk } = JSON.parse(input);
var documentLoader2 = async (address) => {
  if (Object.hasOwn(documents, address)) {
    return { contextUrl: null, documentUrl: address, document: documents[address] };
  }
  return defaultDocumentLoader(address);
};
var words = (error) => error ? [error.message, ...(error.errors ?? []).map(words), words(error.cause)].filter(Boolean).join(" | ") : "";
async function checked() {
  if (token) {
    const header = JSON.parse(Buffer.from(token.split(".")[0], "base64url"));
    await compactVerify(token, await importJWK(jwk, header.alg));
    return { verified: true, problem: "" };
  }
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await verifyCredential({
    credential,
    suite,
    documentLoader: documentLoader2,
    checkStatus: async () => ({ verified: true })
  });
  return { verified: result.verified, problem: words(result.error) };
}
var answer;
try {
  answer = await checked();
} catch (error) {
  answer = { verified: false, problem: words(error) };
}
process.stdout.write(JSON.stringify(answer));
