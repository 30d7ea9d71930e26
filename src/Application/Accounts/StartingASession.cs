using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

internal static class StartingASession
{
    /// <summary>
    /// Starts a session for a password that was just verified, and checks its stamp again afterwards: a password change in
    /// between ends only the sessions that exist then, and this one may be newer.
    /// </summary>
    /// <param name="refusal">The code of the exception when the stamp has changed.</param>
    /// <exception cref="RefusedException">The stamp has changed; the session has been ended.</exception>
    public static async Task<SessionId> StartAsync(
        this ISessions sessions,
        VerifiedPassword proven,
        string device,
        ISecondFactors factors,
        string refusal,
        CancellationToken ct)
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
