using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Browser.Tests;

/// <summary>Another device of the person who has a page open: that page hears of what is done here by its stream alone.</summary>
internal sealed class OtherDevice(IServiceProvider services, TabloId tablo, Person author)
{
    private readonly List<MessageId> _said = [];
    private readonly HashSet<int> _deleted = [];

    public int Count => _said.Count;

    public async Task SayAsync(string body)
    {
        var posting = await services.DoAsync<PostMessage, Posting?>(new(tablo, author, body, ClientId: null));
        _said.Add(posting!.Message.Id);
    }

    public async Task SayAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await SayAsync($"Message {_said.Count + 1}");
        }
    }

    /// <param name="number">1 is the first of what was said here.</param>
    public async Task EditAsync(int number, string body)
    {
        if (!_deleted.Contains(number)) // that would be refused
        {
            await services.DoAsync<EditMessage, MessageRow?>(new(tablo, author.Id, _said[number - 1], body, Revision: null));
        }
    }

    public async Task DeleteAsync(int number)
    {
        await services.DoAsync<DeleteMessage, MessageRow?>(new(tablo, author.Id, _said[number - 1]));
        _deleted.Add(number);
    }
}
