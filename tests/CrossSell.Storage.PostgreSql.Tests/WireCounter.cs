using System.Buffers.Binary;
using System.Net.Sockets;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>
/// Stands between a client and the server and counts how often the client waits for an answer. By the protocol it waits at a Sync, and at a simple Query unless it sends more
/// at once, as it does with a BEGIN: such a query is held back until the next byte comes, and counts when none does.
/// </summary>
internal sealed class WireCounter : IDisposable
{
    private const byte Sync = (byte)'S';
    private const byte Query = (byte)'Q';
    private const int Header = 5;

    private static readonly TimeSpan s_hold = TimeSpan.FromMilliseconds(300);

    private readonly string _folder = Directory.CreateTempSubdirectory("xsell-wire-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _server;
    private int _waits;

    public WireCounter(string server)
    {
        _server = server;
        _listener.Bind(new UnixDomainSocketEndPoint(SocketIn(_folder)));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>What a connection string calls this.</summary>
    public string Host => _folder;

    /// <summary>How often clients have waited since this was asked last; what a connection asks when it is opened counts, but not its login.</summary>
    public int Take() => Interlocked.Exchange(ref _waits, 0);

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string SocketIn(string folder) => Path.Combine(folder, ".s.PGSQL.5432");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(SocketIn(_server)));
            await using NetworkStream asked = new(client), answered = new(server);
            Task back = answered.CopyToAsync(asked);
            try
            {
                await ForwardAsync(asked, answered);
                server.Shutdown(SocketShutdown.Both);
                await back;
            }
            catch (IOException)
            {
                // One side has gone.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        // The first message has no type: its length alone.
        byte[] first = new byte[4];
        await from.ReadExactlyAsync(first);
        byte[] startup = new byte[BinaryPrimitives.ReadInt32BigEndian(first)];
        first.CopyTo(startup, 0);
        await from.ReadExactlyAsync(startup.AsMemory(4));
        await to.WriteAsync(startup);

        byte[] header = new byte[Header];
        Task<int> next = from.ReadAsync(header, 0, 1);
        while (await next > 0)
        {
            await from.ReadExactlyAsync(header.AsMemory(1));
            byte[] message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
            header.CopyTo(message, 0);
            await from.ReadExactlyAsync(message.AsMemory(Header));
            next = from.ReadAsync(header, 0, 1);
            if (message[0] == Sync || (message[0] == Query && await Task.WhenAny(next, Task.Delay(s_hold)) != next))
            {
                Interlocked.Increment(ref _waits);
            }

            await to.WriteAsync(message);
        }
    }
}
