using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Xtablo.Peers;

/// <summary>A channel for each stream.</summary>
internal sealed class Channels : IDelivery
{
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, HashSet<Channel<SseItem<string>>>> _streams = [];

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(int tablo, [EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<SseItem<string>>(Kept);
        lock (_gate)
        {
            _streams.TryAdd(tablo, []);
            _streams[tablo].Add(channel);
        }

        try
        {
            yield return new SseItem<string>("{}", "ready");
            await foreach (var item in channel.Reader.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            lock (_gate)
            {
                _streams[tablo].Remove(channel);
            }
        }
    }

    public Task TellAsync(int tablo, long number, string row)
    {
        var item = new SseItem<string>(row, "message") { EventId = number.ToString(CultureInfo.InvariantCulture) };
        lock (_gate)
        {
            foreach (var channel in _streams.GetValueOrDefault(tablo, []))
            {
                if (!channel.Writer.TryWrite(item))
                {
                    channel.Writer.TryComplete(); // it does not read
                }
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>A group for each discussion.</summary>
[Authorize]
internal sealed class ChatHub(ChatDb db) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var tablo = int.Parse(Context.GetHttpContext()!.Request.Query["tablo"]!, CultureInfo.InvariantCulture);
        var account = Context.User!.Account();
        if (await db.Members.AnyAsync(member => member.Tablo == tablo && member.Account == account))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, HubDelivery.GroupOf(tablo));
        }
    }
}

internal sealed class HubDelivery(IHubContext<ChatHub> hub) : IDelivery
{
    public static string GroupOf(int tablo) => $"tablo {tablo}";

    public Task TellAsync(int tablo, long number, string row) =>
        hub.Clients.Group(GroupOf(tablo)).SendAsync("message", number, row);
}
