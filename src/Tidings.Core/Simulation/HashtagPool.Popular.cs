namespace Tidings.Simulation;

static partial class HashtagPool
{
    // language theme spellings weight happy sad [peak hour]
    const string Popular = """
        en drink Coffee/coffee 92 430 130 8
        en drink TeaTime/teatime 40 470 80 15
        en day SaturdayMood/saturdaymood 60 520 110
        en day FridayFeeling/fridayfeeling 30 600 80 3
        en day GoodMorning/goodmorning 58 640 60 7
        en day Weekend/weekend 70 450 130
        en kind SmallWins/smallwins 36 690 50
        en kind Gratitude/gratitude 34 720 40
        en kind Kindness/kindness 30 660 70
        en food Breakfast/breakfast 42 450 90 8
        en food Sourdough/sourdough 36 410 210
        en food PizzaNight/pizzanight 40 560 100 19
        en food Baking/baking 48 490 170
        en food HomeCooking/homecooking 44 440 150 18
        en food HotSauce/hotsauce 22 300 220
        en food VeganFood/veganfood 30 360 130
        en food BBQ/bbq 32 530 120 17
        en pets CatsOfTheDay/catsoftheday 66 650 80
        en pets DogWalk/dogwalk 58 620 90
        en pets LostPet/lostpet 14 40 700
        en pets Birdwatching/birdwatching 28 540 60
        en garden Gardening/gardening 46 480 180
        en garden Houseplants/houseplants 30 400 260
        en match Football/football 76 280 330 16
        en match GoOtters/goOtters 44 370 270 16
        en match LarksVsOtters/larksvsotters 30 190 450 16
        en match Cricket/cricket 34 260 260
        en match Tennis/tennis 36 290 280 13
        en match TalkingTactics/talkingtactics 20 120 320
        en move Running/running 54 450 170
        en move RiverRun10k/riverrun10k 30 670 90 10
        en move Cycling/cycling 46 400 230
        en move Climbing/climbing 24 460 160
        en move Swimming/swimming 28 430 130
        en move Yoga/yoga 34 500 60
        en music NowPlaying/nowplaying 72 400 60
        en music NewMusic/newmusic 46 370 120
        en music LiveMusic/livemusic 36 560 150 21
        en music Vinyl/vinyl 26 420 110
        en music Choir/choir 18 590 50
        en music Guitar/guitar 30 380 200
        en rain Rain/rain 54 120 460
        en rain Storm/storm 36 50 640 4
        en rain Heatwave/heatwave 40 70 590 14
        en rain HayFever/hayfever 24 30 720
        en rain Weather/weather 56 170 330
        en sun Sunshine/sunshine 50 600 70 12
        en sun Sunset/sunset 46 580 50 20
        en sun Solstice/solstice 34 550 60 4
        en sun Photography/photography 62 410 110
        en fest LanternFest/lanternfest 40 630 110 20
        en fest HarbourLights/harbourlights 34 570 130 22
        en fest StreetFoodFair/streetfoodfair 30 520 170 13
        en fest MidsummerNights/midsummernights 40 610 100 21
        en books BookFair/bookfair 26 430 90 11
        en books AmReading/amreading 50 420 120
        en books BookClub/bookclub 30 390 160
        en make GameDev/gamedev 40 310 290
        en make Coding/coding 46 240 400
        en make Knitting/knitting 28 510 180
        en make DIY/diy 36 260 350
        en make Chess/chess 28 270 260
        en make RetroGaming/retrogaming 30 430 120
        en work Commute/commute 44 60 640 7
        en work TrainDelay/traindelay 36 20 830 17
        en work Deadline/deadline 26 70 560
        en work HomeOffice/homeoffice 30 260 260
        en work Outage/outage 14 10 850 14
        en body Insomnia/insomnia 34 50 660 3
        en body BackPain/backpain 20 30 700
        en body Dentist/dentist 14 80 600
        en fest 夏祭り 6 640 60
        en drink قهوة 4 450 80
        es es BuenosDías/buenosdias 60 600 80 9
        es es Música/musica 40 420 90
        es es Fútbol/futbol 50 260 340 18
        es es Verano/verano 34 500 160
        es es Café/cafe 30 440 90
        es es Tráfico/trafico 20 40 700
        pt pt BomDia/bomdia 60 620 70 10
        pt pt Verão/verao 30 480 140
        pt pt Samba/samba 30 600 50
        pt pt Café/cafe 30 450 90
        pt pt Futebol/futebol 44 280 320 19
        de de Frühstück/fruehstueck 40 480 80 8
        de de Wochenende/wochenende 50 520 110
        de de Verspätung/verspaetung 36 20 820
        de de Straßenfest/strassenfest 24 540 100 18
        de de Wetter/wetter 36 150 380
        fr fr Été/ete 36 500 130
        fr fr FêteDeLaMusique/fetedelamusique 44 620 60 19
        fr fr Météo/meteo 28 140 400
        fr fr PetitDéjeuner/petitdejeuner 28 460 80
        id id SelamatPagi/selamatpagi 50 640 50 1
        id id Macet/macet 30 40 740
        id id Kopi/kopi 36 430 90
        tr tr Günaydın/gunaydin 50 600 60 6
        tr tr Kahve/kahve 30 440 90
        tr tr Trafik/trafik 26 40 720
        ja ja コーヒー 50 460 70
        ja ja 猫のいる暮らし 50 640 60
        ja ja おはよう 60 600 50
        ja ja 雨 30 80 540
        ja ja 夏祭り 36 660 50 10
        ja ja 電車遅延 20 20 800
        ar ar قهوة/القهوة 50 470 80
        ar ar صباح_الخير 50 640 40 5
        ar ar زحام 20 40 700
        """;
}
