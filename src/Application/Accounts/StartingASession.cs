using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

internal static class StartingASession
{
    /// <summary>
    /// Starts a session by what was proven a moment ago, and looks again once it is there: a change of the password since
    /// ends all sessions that are, and this one may be later.
    /// </summary>
    /// <param name="refusal">The code of the refusal when it holds no more.</param>
    /// <exception cref="RefusedException">With that code; no session stands.</exception>
    public static async Task<SessionId> StartAsync(
        this ISessions sessions, VerifiedPassword proven, string device, ISecondFactors factors, string refusal, CancellationToken ct)
    {
        var session = await sessions.StartAsync(proven.Account, device, ct);
        if (!string.Equals(await factors.StampAsync(proven.Account, ct), proven.Stamp, StringComparison.Ordinal))
        {
            await sessions.EndAsync(session);
            throw new RefusedException(refusal);
        }

        return session;
    }
}
