using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>Remembers which passkey challenges have been answered, so that none can be replayed on this node.</summary>
internal sealed class PasskeyAnswers(TimeProvider time)
{
    private readonly SlidingWindow _answers = new(time, 1, TimeSpan.FromMinutes(6)); // longer than a challenge is valid

    public bool IsFirst(string question) => _answers.Take(question) is null;
}
