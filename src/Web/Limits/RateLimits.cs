using Xtablo.Application.Limits;
using Xtablo.Application.Operation;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Limits;

/// <summary>
/// How often an account, or an address where nobody is signed in, may do things at the expense of others. Each node counts
/// for itself: behind a load balancer with n nodes up to n times as much may pass. Only invitations are counted together.
/// </summary>
internal sealed class RateLimits(Settings settings, ILimitCounts counts, TimeProvider time)
{
    /// <summary>Messages posted and edited, per account.</summary>
    public const string Posts = "posts";

    /// <summary>Reactions and pins, per account: so that they never stand in the way of a post.</summary>
    public const string Marks = "marks";

    /// <summary>Streams opened, per account. The hub limits how many may be open at once.</summary>
    public const string Streams = "streams";

    /// <summary>Tablos created, per account. How many one may own is a rule of its own.</summary>
    public const string Tablos = "tablos";

    /// <summary>Invitation links created, per account.</summary>
    public const string Invitations = "invitations";

    /// <summary>Accounts created, per address; many people of a team may share one.</summary>
    public const string Registrations = "registrations";

    /// <summary>Reset links requested, per address.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>Passkey challenges requested and answered, per address; for adding a passkey, challenges per account.</summary>
    public const string Passkeys = "passkeys";

    /// <summary>Tokens made, per account.</summary>
    public const string Tokens = "tokens";

    /// <summary>Changes of names and settings, of an account or a tablo, per account.</summary>
    public const string Changes = "changes";

    /// <summary>Read marks moved, per account; a busy browser moves one with each message that it shows.</summary>
    public const string Reading = "reading";

    /// <summary>Signs of being here, per account: each of its visible pages gives one every half a minute.</summary>
    public const string Here = "here";

    /// <summary>Signs of writing, per account: a page gives one every three seconds while someone types.</summary>
    public const string Typing = "typing";

    /// <summary>Messages saved for later, taken off, and reminders set, per account.</summary>
    public const string Later = "later";

    /// <summary>Searches, per account: each may read some thousand rows.</summary>
    public const string Searches = "searches";

    private static readonly Limit Inviting = new(Invitations, 20, TimeSpan.FromHours(1));

    private readonly Dictionary<string, SlidingWindow> _limits = new(StringComparer.Ordinal)
    {
        [Posts] = new(time, 30, TimeSpan.FromSeconds(10)),
        [Marks] = new(time, 60, TimeSpan.FromSeconds(30)),
        [Streams] = new(time, 120, TimeSpan.FromMinutes(1)),
        [Tablos] = new(time, 30, TimeSpan.FromHours(1)),
        [Registrations] = new(time, 120, TimeSpan.FromMinutes(1)),
        [Forgotten] = new(time, 10, TimeSpan.FromMinutes(1)),
        [Passkeys] = new(time, 60, TimeSpan.FromMinutes(1)),
        [Tokens] = new(time, 30, TimeSpan.FromHours(1)),
        [Changes] = new(time, 120, TimeSpan.FromHours(1)),
        [Searches] = new(time, 60, TimeSpan.FromSeconds(30)),
        [Later] = new(time, 120, TimeSpan.FromMinutes(1)),
        [Reading] = new(time, 600, TimeSpan.FromMinutes(1)),
        [Here] = new(time, 240, TimeSpan.FromMinutes(1)),
        [Typing] = new(time, 120, TimeSpan.FromMinutes(1)),
    };

    /// <summary>Counts one more by the caller. Returns null when it is allowed, else how long to wait.</summary>
    /// <param name="kind">One of the names above.</param>
    public async ValueTask<TimeSpan?> TakeAsync(string kind, HttpContext http)
    {
        if (!settings.RateLimits)
        {
            return null;
        }

        var who = http.User.Identity?.IsAuthenticated is true ? http.User.AccountId().ToString() : http.CountedAddress();
        return kind == Invitations
            ? await counts.TakeAsync(Inviting, who, http.RequestAborted)
            : _limits[kind].Take(who);
    }
}
