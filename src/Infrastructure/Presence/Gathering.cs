using Xtablo.Application.Presence;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Presence;

/// <summary>Who is in one discussion, and who writes there. Its caller sees to it that there is one call at a time.</summary>
internal sealed class Gathering(TimeProvider time)
{
    private const int MostWriters = 50; // of whom anything is told
    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Writes = TimeSpan.FromSeconds(5);

    private readonly OrderedDictionary<AccountId, (Person Who, long At)> _here = []; // in the order in which they came
    private readonly List<(TypingSign Sign, long At)> _typing = [];

    /// <summary>As it was last told.</summary>
    public Passing Told { get; private set; } = Passing.Nothing;

    public bool IsEmpty => _here.Count == 0 && _typing.Count == 0 && Told.Here.Shown.Count == 0;

    /// <summary>Returns true when that makes another set.</summary>
    public bool TakeHere(Person who)
    {
        var isNew = !_here.TryGetValue(who.Id, out var known) || known.Who != who;
        _here[who.Id] = (who, time.GetTimestamp());
        return isNew;
    }

    /// <inheritdoc cref="TakeHere"/>
    public bool Leave(AccountId account) => _here.Remove(account);

    /// <summary>Tells that someone writes.</summary>
    /// <param name="number">As <see cref="TypingSign.Number"/>.</param>
    public void TakeTyping(Person who, long number) => Tell(new TypingSign(number, who, On: true));

    /// <summary>Tells that someone no longer writes. Returns false, and tells nothing, when they did not.</summary>
    /// <inheritdoc cref="TakeTyping" path="/param"/>
    public bool EndTyping(AccountId account, long number)
    {
        if (_typing.Find(each => each.Sign.Who.Id == account).Sign is not { On: true } known)
        {
            return false;
        }

        Tell(known with { Number = number, On = false });
        return true;
    }

    /// <summary>Forgets who has not said for a minute that they are here. Returns true when that makes another set.</summary>
    public bool ForgetSilent()
    {
        if (_typing.RemoveAll(each => time.GetElapsedTime(each.At) >= Writes) > 0)
        {
            TellTyping();
        }

        var silent = _here.Where(each => time.GetElapsedTime(each.Value.At) >= Stays).Select(each => each.Key).ToList();
        silent.ForEach(account => _here.Remove(account));
        return silent.Count > 0;
    }

    /// <summary>Tells the set as it is now. Returns false when it is the one that was told.</summary>
    public bool TellHere()
    {
        var shown = _here.Values.Take(PresentSet.MostShown).Select(each => each.Who).ToList();
        var more = _here.Count - shown.Count;
        if (more == Told.Here.More && shown.SequenceEqual(Told.Here.Shown))
        {
            return false;
        }

        Told = Told with { Here = shown.Count == 0 ? PresentSet.Nobody : new PresentSet(shown, more) };
        return true;
    }

    private void Tell(TypingSign sign)
    {
        _typing.RemoveAll(each => each.Sign.Who.Id == sign.Who.Id);
        if (_typing.Count == MostWriters)
        {
            _typing.RemoveAt(0);
        }

        _typing.Add((sign, time.GetTimestamp()));
        TellTyping();
    }

    private void TellTyping() => Told = Told with { Typing = [.. _typing.Select(each => each.Sign)] };
}
