import assert from 'node:assert/strict';
import { sameIds, several } from './portals';
import { inNewestVersion } from './world';

inNewestVersion('Several portals, read in full', (_signedOut, connected) => {
  const connectedTo = several(connected);

  it('have a document each for notifications of the same id', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const { preview } = workbench.editors;
    const [alpha, beta] = portals;
    await view.contextMenu(view.row(/Remark in Alpha/), 'Show Full Text');
    await preview.awaitText(/Remark in Alpha/);
    assert.deepEqual(
      (await preview.links()).map(({ address }) => address),
      [`${alpha.origin}/company/personal/user/2/`],
    );
    await view.contextMenu(view.row(/Remark in Beta/), 'Show Full Text');
    const text = await preview.awaitText(/Remark in Beta/);
    assert.ok(!text.includes('Alpha'));
    assert.deepEqual(
      (await preview.links()).map(({ address }) => address),
      [`${beta.origin}/company/personal/user/2/`],
    );
    await view.contextMenu(view.row(/Remark in Alpha/), 'Show Full Text');
    await preview.awaitText(/Remark in Alpha/);
    await view.contextMenu(view.row(/Remark in Beta/), 'Copy Text');
    await workbench.statusBarItem('Text copied').waitUntilShown();
    assert.equal(await workbench.clipboard(), 'Remark in Beta');
  });
});
