// Runs `argmap lsp` for the maps of a workspace, and shows the page of `argmap serve` beside the text.
const { spawn } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const MAPS = [
  { language: "argmap" },
  { scheme: "file", pattern: "**/*.argmap.json" },
];
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\//;

let client;
const previews = new Map();

function command() {
  const [program, ...words] = vscode.workspace.getConfiguration("argmap").get("command", ["argmap"]);
  return { program, words };
}

async function start() {
  const { program, words } = command();
  const server = { command: program, args: [...words, "lsp"] };
  client = new LanguageClient("argmap", "argmap", server, { documentSelector: MAPS });
  try {
    await client.start();
  } catch (error) {
    const told = await vscode.window.showErrorMessage(
      `argmap lsp does not start: ${error.message}. pip install 'argmap[lsp]', or name the command in the settings.`,
      "Settings",
    );
    if (told) vscode.commands.executeCommand("workbench.action.openSettings", "argmap.command");
  }
}

async function restart() {
  if (client) await client.stop().catch(() => {});
  await start();
}

// The address of the page of a file; the server that gives it ends with the extension.
function served(file) {
  if (previews.has(file)) return previews.get(file).address;
  const { program, words } = command();
  const running = spawn(program, [...words, "serve", file, "--port", "0"]);
  const address = new Promise((found, failed) => {
    let said = "";
    running.stdout.on("data", (data) => {
      said += data;
      const match = ADDRESS.exec(said);
      if (match) found(match[0]);
    });
    running.stderr.on("data", (data) => (said += data));
    running.on("error", failed);
    running.on("exit", () => {
      previews.delete(file);
      failed(new Error(said.trim()));
    });
  });
  previews.set(file, { running, address });
  return address;
}

async function preview() {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document.isUntitled) return;
  await editor.document.save();
  try {
    const local = vscode.Uri.parse(await served(editor.document.uri.fsPath));
    const address = await vscode.env.asExternalUri(local);
    await vscode.commands.executeCommand("simpleBrowser.api.open", address, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  } catch (error) {
    vscode.window.showErrorMessage(`argmap serve: ${error.message}`);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("argmap.preview", preview),
    vscode.commands.registerCommand("argmap.restart", restart),
  );
  await start();
}

async function deactivate() {
  for (const { running } of previews.values()) running.kill();
  if (client) await client.stop();
}

module.exports = { activate, deactivate };
