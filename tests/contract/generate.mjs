// build/openapi.json → build/schema.d.ts. What a form takes as a file is a Blob to a client.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const blob = ts.factory.createTypeReferenceNode(ts.factory.createIdentifier('Blob'));
const document = JSON.parse(await readFile('build/openapi.json', 'utf8'));
const types = await openapiTS(document, { transform: (schema) => (schema.format === 'binary' ? blob : undefined) });
await writeFile('build/schema.d.ts', astToString(types));
