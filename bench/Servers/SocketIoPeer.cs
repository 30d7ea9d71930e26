using System.Diagnostics;
using Xtablo.Bench.Load;

namespace Xtablo.Bench.Servers;

/// <summary>Socket.IO on Node, as its tutorial's chapter on delivery has it (peers/socketio), a transaction per post.</summary>
internal sealed class SocketIoPeer(string folder, PostgresCluster postgres) : Server("Socket.IO", "fsync of the WAL (synchronous_commit=on)")
{
    public override double DatabaseCpu => postgres.Cpu;

    /// <summary>The packet that connects to the one namespace.</summary>
    public override byte[]? AfterOpening => WebSocketFrames.Masked("40"u8);

    /// <summary>Restores its packages; null when there is no npm.</summary>
    public static async Task<string?> RestoreAsync(string folder)
    {
        try
        {
            await Processes.RunAsync("npm", ["--prefix", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            return folder;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    public override Frames NewFrames() => new WebSocketFrames();

    public override Task PrepareAsync(int discussions) => Task.CompletedTask;

    public override byte[] PostRequest(int discussion, string body) => Form(
        $"/d/{discussion}", "Cookie: session=bench\r\n", $"body={Uri.EscapeDataString(body)}&clientId={Guid.CreateVersion7()}");

    public override byte[] StreamRequest(int discussion) => Get(
        $"/socket.io/?EIO=4&transport=websocket&room={discussion}",
        $"Cookie: session=bench\r\n{WebSocketFrames.Handshake}");

    protected override async Task<Process> LaunchAsync() => Processes.Start(
        "node", [Path.Combine(folder, "server.js"), $"{Port}", (await postgres.CreateDatabaseForAddressAsync()).ToString()]);
}
