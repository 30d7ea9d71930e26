using Xtablo.Application.Operation;

namespace Xtablo.Web.Operation;

internal static class DoctorServices
{
    /// <summary>Adds what the doctor looks at from here: the way that people come.</summary>
    public static void AddCheckups(this IServiceCollection services)
    {
        services.AddSingleton<CheckupStream>();
        services.AddSingleton<ICheckup, ProxyCheckup>();
    }
}
