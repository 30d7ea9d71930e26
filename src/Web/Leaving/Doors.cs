using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Xtablo.Web.Leaving;

/// <summary>The sockets that the server listens on, and what only Linux can do with them.</summary>
internal sealed partial class Doors
{
    // RFC 5482; linux/tcp.h. A phone that has left the network sends no goodbye, and Linux by default keeps retrying for a
    // quarter of an hour. With a beat every 15 s a stream to a vanished client is closed within half a minute.
    private const int TcpUserTimeout = 18;
    private const int UserTimeout = 14_000; // ms; above the 10 s write deadline, so that a slow reader is counted as one

    private const int SocketLevel = 1; // linux/socket.h
    private const int AttachFilter = 26;
    private const ushort ReturnConstant = 0x06; // linux/bpf_common.h: BPF_RET | BPF_K

    private readonly List<Socket> _sockets = [];

    /// <summary>Opens a socket to listen on. Connections inherit its options.</summary>
    public Socket Open(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint && OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, BitConverter.GetBytes(UserTimeout));
            _sockets.Add(socket);
        }

        return socket;
    }

    /// <summary>
    /// Has the kernel pass over whoever knocks, while those who were let in already are served. Who knocks tries again by
    /// itself, and is refused once the door is closed, before it has said anything. Closed at once, a door throws out those
    /// who stand between it and the program, and their requests are lost.
    /// </summary>
    public unsafe void PassOverWhoKnocks()
    {
        var keepNothing = new Instruction { Code = ReturnConstant };
        var filter = new Filter { Length = 1, Instructions = &keepNothing };
        foreach (var socket in _sockets)
        {
            _ = SetSocketOption(socket.Handle, SocketLevel, AttachFilter, &filter, (uint)sizeof(Filter));
        }
    }

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int SetSocketOption(nint socket, int level, int option, void* value, uint length);

    /// <summary>As in linux/filter.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Filter
    {
        public ushort Length;
        public Instruction* Instructions;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte IfTrue;
        public byte IfFalse;
        public uint Constant;
    }
}
