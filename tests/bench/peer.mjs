// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of scripts/bench: web-ifc opens a model and builds all its meshes, once, in a fresh process.
// Usage: node peer.mjs MODEL.ifc
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const { IfcAPI } = require('web-ifc');
const api = new IfcAPI();
await api.Init();
const model = api.OpenModel(new Uint8Array(readFileSync(process.argv[2])));
let meshes = 0;
let triangles = 0;
api.StreamAllMeshes(model, (mesh) => {
  ++meshes;
  for (let i = 0; i < mesh.geometries.size(); ++i) {
    const geometry = api.GetGeometry(model, mesh.geometries.get(i).geometryExpressID);
    triangles += geometry.GetIndexDataSize() / 3;
    geometry.delete();
  }
});
api.CloseModel(model);
if (meshes === 0) process.exit(1);
console.log(`${meshes} meshes, ${triangles} triangles`);
