using System.Runtime.CompilerServices;

namespace Xtablo.Application.Operation;

/// <summary>
/// Has all checkups look at once, until none has been heard of for a few seconds: those that are still silent then are findings
/// too, and on a busy machine those that are only slow have their time.
/// </summary>
public sealed class Doctor(IEnumerable<ICheckup> checkups, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns the findings in the order of the checkups, each as soon as those before it are there.</summary>
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var looking = checkups.Select(LookAsync).ToList();
        foreach (var look in looking)
        {
            foreach (var finding in await look)
            {
                yield return finding;
            }
        }

        async Task<IReadOnlyList<Finding>> LookAsync(ICheckup checkup)
        {
            try
            {
                // Beside its token: a name that is looked up, or a disk that hangs, ends for none.
                return await Task.Run(() => checkup.LookAsync(either.Token), ct).WaitAsync(either.Token);
            }
            catch (Exception) when (patience.IsCancellationRequested)
            {
                return [new Finding(
                    $"{checkup.Subject}: nothing was heard in {(int)Patience.TotalSeconds} s",
                    "Look whether what it stands on answers at all, and whether a firewall is between.")];
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                return [new Finding(
                    $"{checkup.Subject}: {failure.GetBaseException().Message.TrimEnd('.')}",
                    "Mend what this names, and ask again: more could not be looked at.")];
            }
            finally
            {
                patience.CancelAfter(Patience);
            }
        }
    }
}
