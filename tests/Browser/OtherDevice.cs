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
    private readonly HashSet<int> _pinned = [];
    private int _notices; // of pins: they have numbers, and nothing else is done with them here

    public int Count => _said.Count;

    /// <summary>The number of the last row.</summary>
    public int Last => _said.Count + _notices;

    /// <summary>That of someone else, who knows the messages that were said here so far.</summary>
    public OtherDevice OfAnother(Person person)
    {
        var other = new OtherDevice(services, tablo, person);
        other._said.AddRange(_said);
        return other;
    }

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

    /// <param name="number">As below.</param>
    public async Task ReplyAsync(int number, string body)
    {
        var posting = await services.DoAsync<PostMessage, Posting?>(new(tablo, author, body, ClientId: null, ReplyTo: $"{_said[number - 1]}"));
        _said.Add(posting!.Message.Id);
    }

    /// <param name="number">As below.</param>
    public async Task ReactAsync(int number, string emoji)
    {
        if (!_deleted.Contains(number))
        {
            await services.DoAsync<ReactToMessage, MessageRow?>(new(tablo, author.Id, _said[number - 1], emoji, On: null));
        }
    }

    /// <summary>Pins it, or takes the pin away.</summary>
    /// <param name="number">As below.</param>
    public async Task PinAsync(int number, bool on = true)
    {
        if (!_deleted.Contains(number) && (on ? _pinned.Add(number) : _pinned.Remove(number)))
        {
            await services.DoAsync<PinMessage, MessageRow?>(new(tablo, author.Id, _said[number - 1], on));
            _notices++;
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
